import { type YamlNode, yamlMember, yamlText } from '../text/yaml.ts';
import { evaluated, type Scope } from './expressions.ts';

/** The scope with the variables that `env` of a workflow, job or step adds. */
export function withEnv(node: YamlNode, scope: Scope): Scope {
  const own = yamlMember(node, 'env')?.value;
  if (own?.kind !== 'object') return scope;
  const added = own.members.flatMap(({ name, value }) => {
    const text = valueText(value);
    return text === undefined ? [] : [[name, evaluated(text, scope)] as const];
  });
  return { ...scope, env: new Map([...scope.env, ...added]) };
}

/** The scope with more of what is no variable. */
export function withValues(scope: Scope, added: Iterable<readonly [string, string]>): Scope {
  return { ...scope, values: new Map([...scope.values, ...added]) };
}

/** A workflow gives a number on as a number: `1.10` is `1.1`. */
export function valueText(node: YamlNode | undefined): string | undefined {
  return node?.kind === 'number' ? `${node.value}` : yamlText(node);
}

/** What inputs hold when nobody gives them a value. */
export function inputDefaults(document: YamlNode): readonly (readonly [string, string])[] {
  const on = yamlMember(document, 'on')?.value;
  return ['workflow_dispatch', 'workflow_call'].flatMap((event) => {
    const inputs = yamlMember(yamlMember(on, event)?.value, 'inputs')?.value;
    if (inputs?.kind !== 'object') return [];
    return inputs.members.flatMap(({ name, value }) => {
      const text = valueText(yamlMember(value, 'default')?.value) ?? '';
      const keys = text === '' ? [] : [`inputs.${name}`, `github.event.inputs.${name}`];
      return keys.map((key) => [key.toLowerCase(), text] as const);
    });
  });
}

/** What later jobs see of this one. */
export function jobOutputs(name: string, job: YamlNode, scope: Scope): readonly (readonly [string, string])[] {
  const own = yamlMember(job, 'outputs')?.value;
  if (own?.kind !== 'object') return [];
  return own.members.flatMap(({ name: output, value }) => {
    const text = valueText(value);
    const key = `needs.${name}.outputs.${output}`.toLowerCase();
    return text === undefined ? [] : [[key, evaluated(text, scope)] as const];
  });
}
