/** Requests that no route takes: 404, or 405 with the methods that the path does take. */
import { Problem } from '../problems/problem.js';

interface Route {
  /** In upper case. */
  readonly method: string;
  /** With parameters in braces. */
  readonly path: string;
}

/** What the paths of the routes take. */
export interface RouteTable {
  /**
   * Whether a path is a route of its own that does not take the method, though it looks like a route with an id:
   * `/api/queue/jobs/claim` is no job's.
   */
  isRefused(method: string, path: string): boolean;
  /** The answer to a request that no route takes. */
  notFound(path: string): Problem;
}

const ANYTHING = '[^/]+';
const AN_ID = '[0-9a-fA-F-]{36}';

/** @param id what stands for a parameter that is an id. */
function patternOf(path: string, id: string): RegExp {
  const source = path.replace(/\{(\w+)\}/g, (_, name: string) => (name.endsWith('Id') ? id : ANYTHING));
  return new RegExp(`^${source}$`);
}

export function routeTable(routes: readonly Route[]): RouteTable {
  const compiled = routes.map(({ method, path }) => ({
    method,
    any: patternOf(path, ANYTHING),
    ofIds: patternOf(path, AN_ID),
  }));
  const own = new Set(routes.map(({ path }) => path).filter((path) => !path.includes('{')));
  const methodsOf = (path: string) => {
    const fitting = compiled.filter(({ any, ofIds }) => (own.has(path) ? ofIds : any).test(path));
    return new Set(fitting.flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method])));
  };
  return {
    isRefused: (method, path) => own.has(path) && !methodsOf(path).has(method),
    notFound(path) {
      const allow = [...methodsOf(path)].sort().join(', ');
      return allow === ''
        ? new Problem('route_not_found', 'The service has no such route. See /openapi.json for those it has.')
        : new Problem('method_not_allowed', `The route takes ${allow}.`, { headers: { allow } });
    },
  };
}
