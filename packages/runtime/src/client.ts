/** The page's end of the worker. */
import { proxy, transfer, wrap } from 'comlink'
import type { TidelineWorker } from './contract.ts'

/** Handed over, not copied: nothing stays with the page. */
const moved = (secret: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> => transfer(secret, [secret.buffer])

/** Speaks to a worker in which `startHost` runs. Callbacks are handed over as such; answers are copies. */
export function connectWorker(worker: Worker): TidelineWorker {
  const remote = wrap<TidelineWorker>(worker)
  const callback = <Progress>(onProgress?: (progress: Progress) => void) => onProgress && proxy(onProgress)
  return {
    openBook: (today) => remote.openBook(today),
    lastLook: (today) => remote.lastLook(today),
    startBook: (source, today, onProgress) => remote.startBook(source, today, callback(onProgress)),
    importFile: (file, fileName, profile, onProgress) => remote.importFile(file, fileName, profile, callback(onProgress)),
    profiles: () => remote.profiles(),
    detectProfile: (file, fileName) => remote.detectProfile(file, fileName),
    cancelImport: () => remote.cancelImport(),
    openLine: (line, asOf) => remote.openLine(line, asOf),
    record: (draft, today) => remote.record(draft, today),
    recordBatch: (drafts, today) => remote.recordBatch(drafts, today),
    paths: (line, asOf) => remote.paths(line, asOf),
    whatIf: (line, until, drafts) => remote.whatIf(line, until, drafts),
    asTold: (line, day, knownAt) => remote.asTold(line, day, knownAt),
    issuePath: (line, asOf, kind, by) => remote.issuePath(line, asOf, kind, by),
    compare: (request, onProgress) => remote.compare(request, callback(onProgress)),
    cancelCompare: () => remote.cancelCompare(),
    exportBook: (by, today) => remote.exportBook(by, today),
    eraseBook: () => remote.eraseBook(),
    verifyBook: (onProgress) => remote.verifyBook(callback(onProgress)),
    accessLog: (query) => remote.accessLog(query),
    humanActs: (from, to) => remote.humanActs(from, to),
    judgement: (line, asOf) => remote.judgement(line, asOf),
    previewOverride: (line, proposed, asOf) => remote.previewOverride(line, proposed, asOf),
    approveOverride: (line, proposal, answerer, today) => remote.approveOverride(line, proposal, answerer, today),
    refuseOverride: (line, proposal, note, answerer, today) => remote.refuseOverride(line, proposal, note, answerer, today),
    judgementRecord: (asOf) => remote.judgementRecord(asOf),
    drafts: () => remote.drafts(),
    keepDrafts: (changes) => remote.keepDrafts(changes),
    lifeline: () => remote.lifeline(),
    ping: () => remote.ping(),
    vaultState: () => remote.vaultState(),
    createVault: (name, pin) => remote.createVault(name, pin),
    unlock: (user, pin) => remote.unlock(user, pin),
    lock: () => remote.lock(),
    addUser: (user, pin, ownPin) => remote.addUser(user, pin, ownPin),
    removeUser: (user, ownPin) => remote.removeUser(user, ownPin),
    resetPin: (user, newPin, ownPin) => remote.resetPin(user, newPin, ownPin),
    changePin: (user, pin, newPin) => remote.changePin(user, pin, newPin),
    addPasskey: (passkey, output, ownPin) => remote.addPasskey(passkey, moved(output), ownPin),
    unlockByPasskey: (user, output) => remote.unlockByPasskey(user, moved(output)),
    removePasskey: (ownPin) => remote.removePasskey(ownPin),
    recover: (code, user, newPin) => remote.recover(code, user, newPin),
    renewRecoveryCode: (ownPin) => remote.renewRecoveryCode(ownPin),
    eraseBorrower: (borrower) => remote.eraseBorrower(borrower),
    discardVault: () => remote.discardVault(),
    lockTimes: () => remote.lockTimes(),
    setLockTimes: (times) => remote.setLockTimes(times),
    backupState: (today) => remote.backupState(today),
    putOffBackup: (today) => remote.putOffBackup(today),
    setBackupSchedule: (everyDays) => remote.setBackupSchedule(everyDays),
    makeBackup: (request, today, onProgress) => remote.makeBackup(request, today, callback(onProgress)),
    lookIntoBackup: (file, passphrase, onProgress) => remote.lookIntoBackup(file, passphrase, callback(onProgress)),
    restoreBackup: (request, today, onProgress) => remote.restoreBackup(request, today, callback(onProgress)),
    cancelBackup: () => remote.cancelBackup(),
    decideLog: (events, policyId, asOf, knownAt) => remote.decideLog(events, policyId, asOf, knownAt),
  }
}
