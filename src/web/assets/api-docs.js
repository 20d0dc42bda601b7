// Shows /openapi.json in Swagger UI; nothing of it comes from, or goes to, another host.
const { SwaggerUIBundle } = globalThis;

SwaggerUIBundle({
  url: `${document.documentElement.dataset.base ?? ''}/openapi.json`,
  dom_id: '#swagger-ui',
  presets: [SwaggerUIBundle.presets.apis],
  layout: 'BaseLayout',
  deepLinking: true,
  docExpansion: 'list',
  defaultModelsExpandDepth: 0,
  defaultModelRendering: 'model',
  displayRequestDuration: true,
  validatorUrl: null,
});
