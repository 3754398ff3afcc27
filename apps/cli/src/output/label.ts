/** The catalogue's word for an id; a lender's own segment, layer or characteristic has none and stands for itself. */
import type { Language } from '@tideline/content'

export function labelOf(textOf: (id: string, language: Language) => { readonly label: string }, id: string, language: Language): string {
  try {
    return textOf(id, language).label
  } catch {
    return id
  }
}
