package io.accountsync.alert;

import io.accountsync.config.Settings;
import io.accountsync.state.AlertState;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Ends what was reported of conditions that the keys do not ask to look at any more. That is not the same as well: nobody knows
 * whether the trouble is over.
 *
 * @param settings those of all syncs
 * @param syncs that there are; what was reported of others is closed by hand
 */
record Unwatched(Settings settings, Collection<String> syncs) {
    private static final String IDLE_EXPIRY = "salesforce.idle-expiry";

    List<Judgement> among(List<AlertState> states) {
        return states.stream()
                .filter(state -> !state.isOk())
                .flatMap(state -> end(state).stream())
                .toList();
    }

    private Optional<Judgement> end(AlertState state) {
        AlertKind kind = AlertKind.of(state.kind());
        if (kind.isOfASync() && !syncs.contains(state.subject())) {
            return Optional.empty();
        }
        Settings keys = kind.isOfASync() ? settings.forSync(state.subject()) : settings;
        AlertSettings limits = AlertSettings.of(keys);
        return switch (kind) {
            case RUN, STREAM, INVALID, CHANGES -> Optional.empty();
            case STALE -> end(state, limits.staleness(), limits.stalenessKey());
            case REJECTED -> end(state, limits.rejected(), keys.nameOf("sync.alert.rejected"));
            case ROWS -> end(state, limits.rows(), keys.nameOf("sync.alert.rows-deviation"));
            case DURATION -> end(state, limits.duration(), keys.nameOf("sync.alert.duration"));
            case API_CALLS -> end(state, limits.apiCalls(), keys.nameOf("sync.alert.api-calls"));
            case LOGIN ->
                limits.loginExpiry().isZero()
                        ? end(state, Threshold.NONE, IDLE_EXPIRY)
                        : end(state, limits.login(), keys.nameOf("sync.alert.login-idle"));
        };
    }

    private Optional<Judgement> end(AlertState state, Threshold limits, String key) {
        if (!limits.isNone()) {
            return Optional.empty();
        }
        String why = key + (settings.text(key).isPresent() ? " is off" : " is not set");
        return Optional.of(Judgement.unknown(state, "is no longer looked at", why));
    }
}
