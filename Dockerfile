# Built in one stage, run in another: compilers, browsers and test databases stay behind.
FROM node:20-slim AS build
WORKDIR /app
# Before the sources: an edit of those does not fetch the packages anew.
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY tsconfig.json ./
COPY src src
# Of the font's hundreds of files (70 MB: other weights, and slices for the web) three are read.
RUN npm run build && npm prune --omit=dev --no-audit --no-fund && \
    find node_modules/@fontsource/noto-sans-sc/files -type f ! -name '*-chinese-simplified-[47]00-normal.*' -delete

FROM node:20-slim
LABEL org.opencontainers.image.title="pufa-calendar" \
      org.opencontainers.image.licenses="MIT"
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
# The town's data; a folder mounted over it takes its place.
COPY calendars calendars
COPY LICENSE ./
# `node` is the image's own user without rights (1000). The volume takes its owner from this folder.
RUN ln -s /app/dist/main.js /usr/local/bin/pufa && mkdir /data && chown node:node /data
USER node
# Inside a container only other machines ask; which of them may is said where its port is published.
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=8080 \
    DATA_DIR=/data
VOLUME /data
EXPOSE 8080
# Whether it answers, not whether a plan is released: a search must not get it restarted. No curl in the image.
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
    CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/healthz?live').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/main.js", "start"]
