package io.accountsync.state;

/** Takes the state of a sync back to before its first run. */
final class SyncReset {
    private final SyncState state;
    private final long doubtsUntil;

    /** @param doubtsUntil when no call that was made so far can come any more, in milliseconds since 1970 */
    SyncReset(SyncState state, long doubtsUntil) {
        this.state = state;
        this.doubtsUntil = doubtsUntil;
    }

    /** Within the transaction of {@link SyncState#forget}. */
    void forget() {
        state.records().clear();
        state.rejected().clear();
        state.sessions().endAll(doubtsUntil);
        state.sessions().forget();
        state.claims().clear();
        state.versions().clear();
        state.sent().endAllInDoubt(doubtsUntil);
        state.doubts().forgetConfirmed();
        state.jobs().clear();
        state.cursors().remove(state.lease().sync());
        state.plans().clear();
        state.guards().clear();
        state.refreshes().end();
        state.undecided().clear();
        state.missing().clear();
        state.gone().clear();
        state.lost().clear();
        state.halfDone().notes().clear();
        state.rowLog().forget();
        state.deletions().forgetRefused();
        state.otherSyncs().forget();
    }
}
