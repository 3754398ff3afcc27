/** A place for one small text that outlives the page: the language, the officer's own name. No borrower's data. */
export interface TextShelf {
  read(): string | null
  write(text: string): void
}

/** A shelf in the browser; where that is refused (private windows), the text lives as long as the page. */
export function browserShelf(key: string): TextShelf {
  let held: string | null = null
  return {
    read() {
      try {
        return localStorage.getItem(key) ?? held
      } catch {
        return held
      }
    },
    write(text) {
      held = text
      try {
        localStorage.setItem(key, text)
      } catch {
        // What can't be kept is asked again at the next start.
      }
    },
  }
}
