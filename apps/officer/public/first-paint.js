// What a person chose to see, set before the first paint, so that nothing flashes. `src/shell/preferences.svelte.ts`
// keeps these texts and follows from then on.
try {
  const theme = localStorage.getItem('tideline.theme')
  if (theme) document.documentElement.dataset.theme = theme
  const motion = localStorage.getItem('tideline.motion')
  if (motion) document.documentElement.dataset.motion = motion
} catch {
  // Storage is refused: it looks as the device asks for.
}
