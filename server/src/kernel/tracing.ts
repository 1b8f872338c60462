/**
 * OpenTelemetry, only where an operator has named a collector: requests and SQL as spans over OTLP/HTTP. Everything of it is loaded here
 * and only then, so that others start as fast as before. Statements are traced with their places, never with their values.
 */
import { createRequire } from 'node:module';
import type { FastifyInstance } from 'fastify';
import { programVersion } from './version.ts';

export type Tracing = {
  /** Must come before the routes of the application. */
  watch: (app: FastifyInstance) => Promise<void>;
  stop: () => Promise<void>;
};

/** Begins to trace to the collector at this address (`http://collector:4318`); reads the other OTEL_… variables by the standard. */
export const startTracing = async (endpoint: string): Promise<Tracing> => {
  const [
    { NodeTracerProvider, BatchSpanProcessor },
    { OTLPTraceExporter },
    { PgInstrumentation },
    { resourceFromAttributes },
    fastify,
  ] = await Promise.all([
    import('@opentelemetry/sdk-trace-node'),
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/instrumentation-pg'),
    import('@opentelemetry/resources'),
    import('@fastify/otel'),
  ]);
  const { registerInstrumentations } = await import('@opentelemetry/instrumentation');
  const url = `${endpoint.replace(/\/$/, '')}/v1/traces`;
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'chungtay', 'service.version': programVersion }),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter({ url }))],
  });
  provider.register();
  const requests = new fastify.FastifyOtelInstrumentation({
    // The address as it was typed holds ids and words of a search.
    requestHook: (span, request) => {
      span.setAttribute('url.path', request.routeOptions.url ?? 'unknown');
    },
    instrumentHooks: false,
  });
  const unregister = registerInstrumentations({
    tracerProvider: provider,
    instrumentations: [new PgInstrumentation({ requireParentSpan: true, enhancedDatabaseReporting: false }), requests],
  });
  // The driver was loaded as a module long ago; asking for it once more the old way is when the instrumentation takes hold of it.
  createRequire(import.meta.url)('pg');
  return {
    watch: async (app) => {
      await app.register(requests.plugin());
    },
    stop: async () => {
      unregister();
      await provider.shutdown();
    },
  };
};
