/** How a shell asks for the architecture of the machine, or takes it from the builder. */
const question =
  /\buname\s+-\w*[amip]|\barch\b(?!=)|--print-(?:foreign-)?arch|dpkg-architecture|%\{?_(?:arch|target)|-dumpmachine|LONG_BIT|\b(?:TARGET|BUILD)(?:ARCH|PLATFORM|VARIANT)\b|\b(?:HOST|MACH)TYPE\b|platform\.machine|lscpu/;

/** A variable whose name says that it holds one: what is done by its value is a choice. */
const named = /\$\{?\w*(?:ARCH|PLATFORM|MACHINE)/i;

/** Whether a RUN looks at the architecture before it chooses. */
export function asksForArchitecture(text: string): boolean {
  return question.test(text) || named.test(text);
}
