import { type Field, type Holder, missing, present, textField, wrong } from './field.ts';

/** `os/arch[/variant]`, from a config, an inspect output, or the platform of an index entry; at the architecture's place. */
export function platformField(holder: Holder): Field<string> {
  const os = textField(holder, 'os');
  const architecture = textField(holder, 'architecture');
  const variant = textField(holder, 'variant');
  for (const field of [os, architecture, variant]) if (field.state === 'wrong') return field;
  const osName = os.state === 'present' ? os.value : '';
  const name = architecture.state === 'present' ? architecture.value : '';
  if (osName === '' && name === '') return missing(holder.at);
  if (osName === '') return wrong('os is not set', architecture.at);
  if (name === '') return wrong('architecture is not set', os.at);
  const suffix = variant.state === 'present' && variant.value !== '' ? `/${variant.value}` : '';
  return present(`${osName}/${name}${suffix}`, architecture.at);
}
