package io.accountsync.localorg.fault;

import io.accountsync.localorg.stats.CallKind;
import java.util.regex.Pattern;

/**
 * Which calls a fault strikes; a null member matches every call.
 *
 * @param method HTTP method, upper case
 * @param path regular expression that must be found in the path
 * @param key for {@link FaultAction.RejectRecord} the record's External ID or id, compared trimmed and without case; for
 *     other actions a text that the address or body must contain
 * @param nth the first matching call, or record, that is struck; 1 is the first
 * @param times how many are struck from there on
 */
public record FaultMatch(CallKind kind, String method, Pattern path, String key, int nth, int times) {

    public FaultMatch {
        if (nth < 1 || times < 1) {
            throw new IllegalArgumentException("nth and times count from 1: " + nth + ", " + times);
        }
    }

    /** Every call, until the fault is removed. */
    public static FaultMatch any() {
        return new FaultMatch(null, null, null, null, 1, Integer.MAX_VALUE);
    }

    /** Every call of that kind, until the fault is removed. */
    public static FaultMatch on(CallKind kind) {
        return new FaultMatch(kind, null, null, null, 1, Integer.MAX_VALUE);
    }

    /** Only calls with that HTTP method. */
    public FaultMatch withMethod(String newMethod) {
        return new FaultMatch(kind, newMethod, path, key, nth, times);
    }

    /** Only calls in whose path the regular expression is found. */
    public FaultMatch withPath(String regex) {
        return new FaultMatch(kind, method, Pattern.compile(regex), key, nth, times);
    }

    /** Only the record with that key, or calls that contain the text. */
    public FaultMatch withKey(String newKey) {
        return new FaultMatch(kind, method, path, newKey, nth, times);
    }

    /** Starts at the n-th match. */
    public FaultMatch from(int n) {
        return new FaultMatch(kind, method, path, key, n, times);
    }

    /** Strikes so many matches and no more. */
    public FaultMatch times(int most) {
        return new FaultMatch(kind, method, path, key, nth, most);
    }

    /** Strikes one match and no more. */
    public FaultMatch once() {
        return times(1);
    }

    boolean fits(CallFacts call) {
        return (kind == null || kind == call.kind())
                && (method == null || method.equalsIgnoreCase(call.method()))
                && (path == null || path.matcher(call.path()).find());
    }
}
