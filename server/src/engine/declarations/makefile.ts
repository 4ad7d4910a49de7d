import { mappedAt } from '../text/mappedText.ts';
import type { BuildFile, BuildsAt } from './buildFound.ts';
import { withMadeParts } from './madeText.ts';
import { makeLines } from './makefileLines.ts';
import { makeVariables } from './makeVariables.ts';
import { pipelineVariables } from './moments.ts';
import { folderOf } from './place.ts';
import { commandsOf, isWorthReading, shellBuilds } from './shellBuilds.ts';

const mostRecipes = 200;

/** The builds in the recipes of a makefile. */
export function makefileBuilds({ place, text }: BuildFile): BuildsAt {
  const folder = folderOf(place);
  const lines = makeLines(text);
  const { expand, value } = makeVariables(lines);
  const recipes = lines
    .flatMap((line) => (line.kind === 'recipe' ? [expand(mappedAt(line.text, line.at.start))] : []))
    .filter((recipe) => isWorthReading(recipe.text))
    // Each line has a shell of its own.
    .slice(0, mostRecipes);
  return (reading) => {
    const known = pipelineVariables(folder, reading.moment);
    const variable = (name: string) => {
      const own = value(name);
      return own === undefined ? known.get(name) : withMadeParts(mappedAt(own, 0), reading.moment).text;
    };
    const commands = recipes.flatMap((recipe) => commandsOf(recipe, { variable, folder, ...reading }));
    return shellBuilds(commands, folder);
  };
}
