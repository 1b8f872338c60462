/** What the application answers to, held against what the contract describes. */
import type { NamedRoute } from './repository.ts';

type Endpoint = { method: string; path: string };

/** Addresses below `/api/` that are no endpoint of a room, with the reason. */
const besides: Readonly<Record<string, string>> = {
  'GET /api/openapi.json': 'the description of the API itself',
};

const nameOf = ({ method, path }: Endpoint): string => `${method} ${path}`;

/** The endpoints below `/api/` in the tree that fastify prints of its router; HEAD comes with every GET. */
export const endpointsIn = (printed: string): string[] => {
  const steps: string[] = [];
  return printed
    .split('\n')
    .flatMap((line) => {
      const found = /^([│├└─\s]*)(\S+) \(([A-Z, ]+)\)$/.exec(line);
      if (!found) return [];
      const [, indent = '', step = '', methods = ''] = found;
      const depth = indent.length / 4;
      steps.splice(depth - 1, steps.length, step);
      const path = steps.join('').replace(/\/{2,}/g, '/');
      return methods
        .split(', ')
        .filter((method) => method !== 'HEAD')
        .map((method) => nameOf({ method, path }));
    })
    .filter((name) => name.includes(' /api/'))
    .sort();
};

/** The endpoints of an OpenAPI description, their parameters written as the contract writes them. */
export const endpointsOfDescription = (paths: Readonly<Record<string, object | undefined>>): string[] =>
  Object.entries(paths)
    .flatMap(([path, methods]) =>
      Object.keys(methods ?? {}).map((method) =>
        nameOf({ method: method.toUpperCase(), path: path.replace(/\{(\w+)\}/g, ':$1') }),
      ),
    )
    .sort();

/** What is described and not served, served and not described, or described twice. */
export const faultsOfServing = (
  contract: readonly Pick<NamedRoute, 'name' | 'route'>[],
  served: readonly string[],
): string[] => {
  const described = contract.map(({ route }) => nameOf(route));
  return [
    ...described.filter((name) => !served.includes(name)).map((name) => `${name} is described and not served`),
    ...served
      .filter((name) => !described.includes(name) && !(name in besides))
      .map((name) => `${name} is served and not described`),
    ...described.filter((name, at) => described.indexOf(name) !== at).map((name) => `${name} is described twice`),
  ];
};
