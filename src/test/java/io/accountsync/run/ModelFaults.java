package io.accountsync.run;

import static org.awaitility.Awaitility.await;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.fault.Fault;
import io.accountsync.localorg.fault.FaultAction;
import io.accountsync.localorg.fault.FaultMatch;
import io.accountsync.localorg.stats.CallKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** What goes wrong at the org of a {@link Model}, by chance. */
final class ModelFaults {
    private final Random random;
    private final LocalOrg org;
    private final boolean bulk;
    private final Consumer<String> count;
    private final List<Fault> held = new ArrayList<>();

    /** @param count told what is added */
    ModelFaults(Random random, LocalOrg org, boolean bulk, Consumer<String> count) {
        this.random = random;
        this.org = org;
        this.bulk = bulk;
        this.count = count;
    }

    /** One more thing goes wrong from now on. */
    void add() {
        CallKind kind = bulk && random.nextInt(4) > 0 ? CallKind.BULK : CallKind.COLLECTIONS;
        FaultMatch once = FaultMatch.on(kind).from(1 + random.nextInt(3)).times(1 + random.nextInt(3));
        FaultMatch record = FaultMatch.on(kind).withKey("c" + random.nextInt(60));
        List<FaultAction> calls = List.of(
                FaultAction.loseAnswer(),
                FaultAction.loseAnswer(),
                FaultAction.dropConnection(),
                FaultAction.html(),
                FaultAction.garbage(),
                FaultAction.emptyBody(),
                kind == CallKind.BULK ? FaultAction.loseAnswer() : FaultAction.shortList(1),
                FaultAction.expireSessions(),
                FaultAction.exhaustDailyLimit(),
                FaultAction.respond(503, "SERVER_UNAVAILABLE", "busy"),
                FaultAction.respond(500, "UNKNOWN_EXCEPTION", "oops"),
                FaultAction.respond(400, "INVALID_FIELD", "No such column 'X' on sobject of type Account"),
                FaultAction.respond(400, "QUERY_TIMEOUT", "Your query request was running for too long."),
                FaultAction.respond(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded."));
        List<FaultAction> records = List.of(
                FaultAction.rejectRecord("FIELD_CUSTOM_VALIDATION_EXCEPTION", "no"),
                FaultAction.rejectRecord("UNABLE_TO_LOCK_ROW", "unable to obtain exclusive access"),
                FaultAction.rejectRecord("ENTITY_IS_LOCKED", "locked"),
                FaultAction.rejectRecord("CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY", "Apex CPU time limit exceeded"),
                FaultAction.rejectRecord("STORAGE_LIMIT_EXCEEDED", "storage limit exceeded"));
        FaultAction action;
        if (random.nextInt(10) == 0) {
            CallKind before = random.nextBoolean() ? CallKind.QUERY : CallKind.DESCRIBE;
            org.faults().add(FaultMatch.on(before).once(), FaultAction.exhaustDailyLimit());
            count.accept("limit used up before the first send");
            return;
        }
        if (bulk && random.nextInt(4) == 0) {
            String message = random.nextBoolean()
                    ? "InvalidBatch : Field name not found : X__c"
                    : "UNKNOWN_EXCEPTION : Something broke";
            org.faults().add(FaultMatch.on(CallKind.BULK), FaultAction.failJob(message, random.nextInt(2)));
            count.accept("fault FailJob");
            return;
        }
        if (random.nextBoolean()) {
            action = calls.get(random.nextInt(calls.size()));
            org.faults().add(once, action);
        } else {
            action = records.get(random.nextInt(records.size()));
            org.faults().add(random.nextBoolean() ? record : once.times(5), action);
        }
        count.accept("fault " + describe(action));
    }

    private static String describe(FaultAction action) {
        if (action instanceof FaultAction.Respond respond) {
            return respond.status() + " " + respond.errorCode();
        }
        return action instanceof FaultAction.RejectRecord reject
                ? "record " + reject.statusCode()
                : action.getClass().getSimpleName();
    }

    /** A call of the next runs is held back on its way, and comes late. */
    void holdBack() {
        FaultMatch match = bulk && random.nextBoolean()
                ? FaultMatch.on(CallKind.BULK).withMethod(random.nextBoolean() ? "PATCH" : "PUT")
                : FaultMatch.on(CallKind.COLLECTIONS);
        ModelLog.say("hold back", match);
        held.add(org.faults().add(match.from(1 + random.nextInt(2)).once(), FaultAction.holdBack(true)));
    }

    /** Whether calls may be on their way still. */
    boolean isHolding() {
        return !held.isEmpty();
    }

    /** What was held back comes now. */
    void release() {
        // Several may hold the same call.
        held.forEach(Fault::remove);
        for (Fault fault : held) {
            await().atMost(Duration.ofMinutes(2)).until(() -> fault.carriedOut() + fault.turnedAway() == fault.hits());
            if (fault.carriedOut() > 0) {
                count.accept("call that came late");
            }
        }
        held.clear();
    }

    /** The org takes no more records, since who sends them is dead. */
    void cutOff() {
        org.faults().add(FaultMatch.on(CallKind.COLLECTIONS), FaultAction.dropConnection());
        org.faults().add(FaultMatch.on(CallKind.BULK), FaultAction.dropConnection());
    }

    /** All goes well again, but for calls that are held back. */
    void clear() {
        org.faults().all().stream().filter(fault -> !held.contains(fault)).forEach(Fault::remove);
    }
}
