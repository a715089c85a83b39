/**
 * Leaves the words of messages alone: a test holds their presence and their codes, not their wording. Everything else
 * (rules, capabilities, stored fields, conditions) is mutated.
 */
import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin';

const WORDS = new Set(['message', 'hint', 'detail', 'title', 'description', 'meaning', 'about', 'examples']);
const TEXT_NODES = new Set(['StringLiteral', 'TemplateLiteral', 'TemplateElement']);

const ignorer = {
  shouldIgnore(path) {
    if (!TEXT_NODES.has(path.node.type)) return undefined;
    for (let at = path; at; at = at.parentPath) {
      const { node } = at;
      if (node.type === 'ObjectProperty' && !node.computed && WORDS.has(node.key.name ?? node.key.value)) {
        return 'the wording of a message';
      }
      if (node.type === 'VariableDeclarator' && WORDS.has(node.id.name)) return 'the wording of a message';
      if (node.type === 'NewExpression' && /Error$/.test(node.callee.name ?? ''))
        return 'the wording of an error';
      if (/Function|Class|Program/.test(node.type)) return undefined;
    }
    return undefined;
  },
};

export const strykerPlugins = [declareValuePlugin(PluginKind.Ignore, 'messages', ignorer)];
