/** The instants between which a day lies where this device is: a log is asked by instants, a person by days. */
export function boundsOf(day: string): { readonly from: string; readonly until: string } {
  const midnight = new Date(`${day}T00:00`)
  // Not 24 hours later: a day on which the clocks change has more or fewer.
  const next = new Date(midnight.getFullYear(), midnight.getMonth(), midnight.getDate() + 1)
  return { from: midnight.toISOString(), until: next.toISOString() }
}
