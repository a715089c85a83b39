/** The media types under which a client may send YAML, and ask for it. */
export const YAML_TYPES = ['application/yaml', 'text/yaml', 'application/x-yaml', 'text/x-yaml'];

/** Whether an Accept header prefers YAML to JSON. Only a YAML type that is named counts: wildcards mean JSON. */
export function prefersYaml(accept: string | undefined): boolean {
  const ranges = (accept ?? '').split(',').map((range) => {
    const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    const weight = Number(parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? 1);
    return { type, weight: Number.isFinite(weight) ? weight : 0 };
  });
  const best = (types: readonly string[]) =>
    Math.max(0, ...ranges.filter(({ type }) => types.includes(type)).map(({ weight }) => weight));
  return best(YAML_TYPES) > best(['application/json']);
}

/** A manifest's text alone. */
export function yamlResponse(text: string, headers: Readonly<Record<string, string>>): Response {
  return new Response(text, { headers: { ...headers, 'content-type': 'application/yaml; charset=utf-8' } });
}
