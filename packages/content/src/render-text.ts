const PARAMETER = /\{([a-z0-9_]+)\}/g

/** The parameters of a template in the order of their first use: `{since}` gives `since`. */
export function parametersOf(template: string): readonly string[] {
  return [...new Set(Array.from(template.matchAll(PARAMETER), (match) => match[1]!))]
}

/**
 * A template with its parameters filled in. The caller formats them (numbers, days, money, percent, without
 * the unit words that stand in the template); one that is not given is a mistake of the caller: it throws.
 */
export function renderText(template: string, parameters: Readonly<Record<string, string>> = {}): string {
  return template.replace(PARAMETER, (_, name: string) => {
    if (!Object.hasOwn(parameters, name)) throw new Error(`The text "${template}" needs the parameter "${name}"`)
    return parameters[name]!
  })
}
