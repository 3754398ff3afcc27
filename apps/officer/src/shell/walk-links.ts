/** Arrow keys walk the links of a list. */
export function walkLinks(event: KeyboardEvent & { readonly currentTarget: HTMLElement }): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>('a')]
  const next = links[links.indexOf(document.activeElement as HTMLElement) + step]
  if (step === 0 || !next) return
  event.preventDefault()
  next.focus()
}
