/**
 * Leaves the words of messages alone: a test holds their presence and their codes, not their wording. What is a message
 * is told by the name of its property, its variable or its parameter, or by zod's `describe`. Everything else (rules, capabilities, stored
 * fields, conditions) is mutated.
 */
import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin';

const WORDS = new Set([
  'message',
  'hint',
  'detail',
  'title',
  'summary',
  'description',
  'meaning',
  'about',
  'examples',
]);
/** Makers of rules of secret detection: what a rule is about and where its shape was seen are words for its reader. */
const RULE_MAKERS = new Set(['vendor', 'structure']);
const RULE_WORDS = new Set([1, 3]);
/** Makers of fixes, which more than one file calls: what a fix is called is their first argument. */
const FIX_MAKERS = new Set(['unsure', 'unsureAll']);
const TEXT_NODES = new Set(['StringLiteral', 'TemplateLiteral', 'TemplateElement']);

const ignorer = {
  shouldIgnore(path) {
    if (isOnlyWords(path.node)) return 'the wording of a message';
    if (!TEXT_NODES.has(path.node.type)) return undefined;
    for (let at = path; at; at = at.parentPath) {
      const { node } = at;
      if (node.type === 'ObjectProperty' && !node.computed && WORDS.has(node.key.name ?? node.key.value)) {
        return 'the wording of a message';
      }
      if (node.type === 'VariableDeclarator' && WORDS.has(node.id.name)) return 'the wording of a message';
      if (at.listKey === 'arguments' && (WORDS.has(parameterOf(at)) || describes(at.parent)))
        return 'the wording of a message';
      if (at.listKey === 'arguments' && isWordingOfError(at)) return 'the wording of an error';
      if (at.listKey === 'arguments' && at.key === 0 && FIX_MAKERS.has(at.parent.callee.name))
        return 'the title of a fix';
      if (at.listKey === 'arguments' && RULE_MAKERS.has(at.parent.callee.name) && RULE_WORDS.has(at.key))
        return 'the wording of a rule';
      if (/Function|Class|Program/.test(node.type)) return undefined;
    }
    return undefined;
  },
};

/** Whether an object holds nothing but wording: `{ description: '…' }`. */
function isOnlyWords({ type, properties }) {
  return (
    type === 'ObjectExpression' &&
    properties.length > 0 &&
    properties.every(({ type, key }) => type === 'ObjectProperty' && WORDS.has(key.name))
  );
}

/** An error's or a problem's code comes before its wording, and is no wording. */
function isWordingOfError({ key, parent }) {
  return (
    parent.type === 'NewExpression' &&
    /(Error|Problem)$/.test(parent.callee.name ?? '') &&
    (key > 0 || parent.arguments.length === 1)
  );
}

/** Whether a call tells the OpenAPI document what a field means. */
function describes({ type, callee }) {
  return type === 'CallExpression' && callee.property?.name === 'describe';
}

/** The name of the parameter that an argument is for, when its function is declared in the same file. */
function parameterOf(argument) {
  const parameter = calledBy(argument.parentPath)?.params?.[argument.key];
  return (parameter?.left ?? parameter)?.name;
}

function calledBy(call) {
  const { callee } = call.node;
  if (callee.type === 'Identifier') {
    return call.scope.getBinding(callee.name)?.path.node;
  }
  if (callee.property?.type !== 'PrivateName') return undefined;
  const { body } = call.findParent((path) => path.isClassBody()).node;
  const method = callee.property.id.name;
  return body.find(({ type, key }) => type === 'ClassPrivateMethod' && key.id.name === method);
}

export const strykerPlugins = [declareValuePlugin(PluginKind.Ignore, 'messages', ignorer)];
