import { parseYaml, type YamlNode, type YamlString, yamlMember, yamlText } from '../text/yaml.ts';
import type { BuildFile, BuildsAt, FoundBuild } from './buildFound.ts';
import { gapFor, hasGap } from './gaps.ts';
import { folderOf, inFolder } from './place.ts';

/** The services of a Compose file that are built. */
export function composeBuilds({ place, text }: BuildFile): BuildsAt {
  const folder = folderOf(place);
  const builds = parseYaml(text).documents.flatMap((document) => {
    const services = yamlMember(document, 'services')?.value;
    return services?.kind === 'object' ? services.members.flatMap(({ value }) => service(value, folder)) : [];
  });
  return () => builds;
}

function service(node: YamlNode, folder: string): readonly FoundBuild[] {
  const build = yamlMember(node, 'build')?.value;
  if (build === undefined || build.kind === 'null' || yamlMember(build, 'dockerfile_inline') !== undefined) return [];
  const context = scalar(build.kind === 'object' ? yamlMember(build, 'context')?.value : build) ?? '.';
  const around = hasGap(context) ? undefined : inFolder(folder, context);
  const file = scalar(yamlMember(build, 'dockerfile')?.value) ?? 'Dockerfile';
  const place = around === undefined || hasGap(file) ? undefined : inFolder(around, file);
  const tags = yamlMember(build, 'tags')?.value;
  const names = [yamlMember(node, 'image')?.value, ...(tags?.kind === 'array' ? tags.items : [])].filter(isString);
  return [
    {
      dockerfiles: place === undefined ? [] : [place],
      references: names.map(({ value, at }) => ({ text: interpolated(value), span: at })),
      target: yamlText(yamlMember(build, 'target')?.value),
      pushes: undefined,
    },
  ];
}

function isString(node: YamlNode | undefined): node is YamlString {
  return node?.kind === 'string';
}

function scalar(node: YamlNode | undefined): string | undefined {
  const text = yamlText(node);
  return text === undefined ? undefined : interpolated(text);
}

/** `${TAG:-1.0}` has a default, `$$` is a dollar; any other variable comes from outside. */
function interpolated(text: string): string {
  return text.replace(variable, (written, name: string | undefined, rest = '') => {
    if (written === '$$') return '$';
    const [, value] = /^:?-([^$]*)$/.exec(rest) ?? [];
    return value ?? gapFor(name === undefined ? written : `\${${name}}`);
  });
}

const variable = /\$(?:\$|\{([A-Za-z_]\w*)([^\w{}][^{}]*)?\}|[A-Za-z_]\w*)/g;
