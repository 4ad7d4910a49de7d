import { configurationKeys } from './keys.ts';
import type { Key, RecordShape, Shape } from './shape.ts';
import { sizePattern } from './size.ts';

/** The published JSON schema of `.st4sd.yaml`. */
export function configurationSchema(): object {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: 'https://raw.githubusercontent.com/st4sd/st4sd-dockerfile/main/server/st4sd.schema.json',
    title: 'Configuration of the ST4SD checks',
    ...recordSchema(configurationKeys, 'file'),
  };
}

/** The schema of the editor's setting that mirrors the key; nothing is said by its default. */
export function settingSchema({ shape, default: nothing }: Key): object {
  // The names of the rules would make the manifest long, and change it with every rule.
  const schema = shapeSchema(shape, 'settings');
  if (nothing !== null) return { ...schema, default: nothing };
  return 'type' in schema
    ? { ...schema, type: [schema.type, 'null'].flat(), default: null }
    : { anyOf: [schema, { type: 'null' }], default: null };
}

/** YAML takes 3.11 for a number where a text is meant; the editor's form for settings asks for one type. */
type Place = 'file' | 'settings';

function shapeSchema(shape: Shape, place: Place): object {
  switch (shape.kind) {
    case 'choice':
      return { type: 'string', enum: Object.keys(shape.values), enumDescriptions: Object.values(shape.values) };
    case 'text':
      return { type: place === 'file' ? ['string', 'number', 'boolean'] : 'string' };
    case 'switch':
      return { type: 'boolean' };
    case 'size':
      return { type: ['string', 'integer'], pattern: sizePattern, minimum: 1 };
    case 'command':
      return { anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }] };
    case 'texts':
      return { type: 'array', items: { type: 'string', ...examples(shape.item.proposals) } };
    case 'map':
      return mapSchema(shape, place);
    case 'record':
      return shape.short === undefined
        ? recordSchema(shape, place)
        : { anyOf: [{ type: 'string' }, recordSchema(shape, place)] };
  }
}

function examples(texts: readonly string[] | undefined): object {
  return texts === undefined ? {} : { examples: texts };
}

function mapSchema({ name: { known }, value }: Extract<Shape, { kind: 'map' }>, place: Place): object {
  const values = shapeSchema(value, place);
  if (known === undefined || place === 'settings') return { type: 'object', additionalProperties: values };
  const properties = [...known].map(([name, description]) => [name, { description, ...values }]);
  return { type: 'object', properties: Object.fromEntries(properties), additionalProperties: false };
}

function recordSchema({ keys }: RecordShape, place: Place): object {
  const properties = keys.map(({ name, shape, description, default: nothing }) => [
    name,
    { description, ...shapeSchema(shape, place), ...(nothing === null ? {} : { default: nothing }) },
  ]);
  return { type: 'object', properties: Object.fromEntries(properties), additionalProperties: false };
}
