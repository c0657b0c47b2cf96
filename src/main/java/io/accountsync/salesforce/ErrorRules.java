package io.accountsync.salesforce;

import static io.accountsync.salesforce.ErrorAction.DEFER;
import static io.accountsync.salesforce.ErrorAction.REJECT;
import static io.accountsync.salesforce.ErrorAction.RETRY;
import static io.accountsync.salesforce.ErrorAction.SPLIT;
import static io.accountsync.salesforce.ErrorAction.STOP;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.Settings;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Says what an error asks for: by its code, where that is too coarse by its message, and before both by the key
 * {@code sync.errors.<CODE>}. Codes and messages are Salesforce's, as its documentation and recorded answers have them.
 */
public final class ErrorRules {
    /** The one table: code, message, action. The first rule that fits decides. */
    private static final List<Rule> RULES = List.of(
            // Limits of Apex and of row locks come wrapped in the codes of the trigger or flow that met them.
            rule(null, "Apex CPU time limit|Too many (SOQL|DML|query|queries)|System\\.LimitException", SPLIT),
            rule(null, "Too many batch retries in the presence of Apex triggers", SPLIT),
            rule("CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY", "UNABLE_TO_LOCK_ROW", RETRY),
            rule("QUERY_TIMEOUT", null, SPLIT),
            rule("LIMIT_EXCEEDED", null, SPLIT),
            rule("UNABLE_TO_LOCK_ROW", null, RETRY),
            rule("SERVER_UNAVAILABLE", null, RETRY),
            rule("UNKNOWN_EXCEPTION", null, RETRY),
            rule("REQUEST_RUNNING_TOO_LONG", null, RETRY),
            rule("REQUEST_LIMIT_EXCEEDED", "Concurrent", RETRY),
            rule("REQUEST_LIMIT_EXCEEDED", null, STOP),
            rule("STORAGE_LIMIT_EXCEEDED", null, STOP),
            rule("INVALID_SESSION_ID", null, STOP),
            rule("API_DISABLED_FOR_ORG", null, STOP),
            rule("API_CURRENTLY_DISABLED", null, STOP),
            rule("ORG_LOCKED", null, STOP),
            rule("INVALID_TYPE", null, STOP),
            rule("NOT_FOUND", null, STOP),
            rule("ENTITY_IS_LOCKED", null, DEFER),
            rule("INVALID_FIELD", "Foreign key external ID", DEFER),
            rule("INSUFFICIENT_ACCESS_OR_READONLY", null, REJECT),
            rule("INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY", null, REJECT),
            rule("INACTIVE_OWNER_OR_USER", null, REJECT),
            rule("CIRCULAR_DEPENDENCY", null, REJECT),
            rule("FIELD_INTEGRITY_EXCEPTION", null, REJECT),
            rule("DELETE_FAILED", null, REJECT));

    private final Settings settings;
    private final Map<String, Optional<ErrorAction>> configured = new ConcurrentHashMap<>();

    /** The rules with what {@code sync.errors.*} changes of them. */
    public ErrorRules(Settings settings) {
        this.settings = settings;
    }

    /** What the error of one record asks for; of an unknown one, to reject the record. */
    public ErrorAction ofRecord(CallError error) {
        return find(error).orElse(REJECT);
    }

    /**
     * What the error of a whole request asks for. {@code REJECT} and {@code DEFER} mean that a record in it is at fault.
     * An unknown 400 blames a record; a login that fails stops the run; what else is unknown is retried, and
     * stops the run when it persists.
     */
    public ErrorAction ofRequest(CallError error) {
        return find(error)
                .orElse(
                        switch (error.status()) {
                            case 400 -> REJECT;
                            case 401 -> STOP;
                            default -> RETRY;
                        });
    }

    private Optional<ErrorAction> find(CallError error) {
        Optional<ErrorAction> ofKey = configured.computeIfAbsent(
                error.code(), code -> settings.text("sync.errors." + code).map(word -> parse(code, word)));
        if (ofKey.isPresent()) {
            return ofKey;
        }
        return RULES.stream().filter(rule -> rule.fits(error)).map(Rule::action).findFirst();
    }

    /**
     * What the key of a code says.
     *
     * @throws ConfigurationException when it is not a word of these
     */
    public static ErrorAction parse(String code, String word) {
        return ErrorAction.of(word)
                .orElseThrow(() -> new ConfigurationException("sync.errors." + code + " must be one of "
                        + Arrays.stream(ErrorAction.values())
                                .map(ErrorAction::word)
                                .collect(Collectors.joining(", "))));
    }

    private static Rule rule(String code, String message, ErrorAction action) {
        return new Rule(code, message == null ? null : Pattern.compile(message, Pattern.CASE_INSENSITIVE), action);
    }

    private record Rule(String code, Pattern message, ErrorAction action) {
        boolean fits(CallError error) {
            return (code == null || code.equals(error.code()))
                    && (message == null || message.matcher(error.message()).find());
        }
    }
}
