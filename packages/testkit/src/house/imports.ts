/** What a file imports, read by the compiler's own scanner. */
import ts from 'typescript'
import { codeFiles, type SourceFile } from './source-tree.ts'

export interface Import {
  readonly path: string
  readonly specifier: string
}

/** Every import, re-export and dynamic import of all code under packages/, apps/ and bench/. */
export function allImports(): Import[] {
  return codeFiles()
    .filter(({ path }) => /^(packages|apps|bench)\/.*\.(ts|svelte)$/.test(path))
    .flatMap((file) => specifiersOf(file).map((specifier) => ({ path: file.path, specifier })))
}

/** `@scope/name` or `name` of a specifier, without what follows. */
export function libraryOf(specifier: string): string {
  return specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1).join('/')
}

function specifiersOf({ path, text }: SourceFile): string[] {
  const scripts = path.endsWith('.svelte') ? [...text.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map((m) => m[1]!) : [text]
  return scripts.flatMap((script) => ts.preProcessFile(script, true, true).importedFiles.map((file) => file.fileName))
}
