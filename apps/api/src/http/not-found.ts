/** Requests that no route takes: 404, or 405 with the methods that the path does take. */
import { Problem } from '../problems/problem.js';

/** @param routes each mounted route's method in upper case and its path with parameters in braces. */
export function createNotFound(routes: readonly { readonly method: string; readonly path: string }[]) {
  const patterns = routes.map(({ method, path }) => ({
    method,
    matches: new RegExp(`^${path.replace(/\{[^}]+\}/g, '[^/]+')}$`),
  }));
  return (path: string): Problem => {
    const methods = patterns.filter(({ matches }) => matches.test(path)).map(({ method }) => method);
    if (methods.length === 0)
      return new Problem(
        'route_not_found',
        'The service has no such route. See /openapi.json for those it has.',
      );
    const allow = [
      ...new Set(methods.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]))),
    ].sort();
    return new Problem('method_not_allowed', `The route takes ${allow.join(', ')}.`, {
      headers: { allow: allow.join(', ') },
    });
  };
}
