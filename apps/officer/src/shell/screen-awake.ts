/** Keeps the screen from turning itself off while long work runs, where the device lets a page ask for that. */

export interface ScreenAwake {
  hold(): void
  release(): void
}

/** What the platform gives is lost whenever the page goes out of sight, and is asked for again when it is back. */
export function screenAwake({ document, navigator }: Window): ScreenAwake {
  let wanted = false
  let lock: WakeLockSentinel | null = null

  async function ask(): Promise<void> {
    // Without the power or the battery for it, the work goes on all the same.
    if (!('wakeLock' in navigator) || document.visibilityState !== 'visible') return
    const got = await navigator.wakeLock.request('screen').catch(() => null)
    if (wanted && lock === null) lock = got
    else await got?.release()
    got?.addEventListener('release', () => {
      if (lock === got) lock = null
    })
  }

  document.addEventListener('visibilitychange', () => {
    if (wanted) void ask()
  })
  return {
    hold() {
      wanted = true
      void ask()
    },
    release() {
      wanted = false
      void lock?.release()
      lock = null
    },
  }
}
