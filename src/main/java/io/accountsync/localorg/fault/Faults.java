package io.accountsync.localorg.fault;

import io.accountsync.localorg.data.RecordError;
import io.accountsync.localorg.data.SaveOptions.RecordGate;
import io.accountsync.localorg.fault.FaultAction.FailJob;
import io.accountsync.localorg.fault.FaultAction.RejectRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** The faults of one org. Those that fit a call strike together, in the order in which they were added. */
public final class Faults {

    private final List<Fault> faults = new CopyOnWriteArrayList<>();
    private final AtomicLong ids = new AtomicLong();

    /**
     * Puts a fault in; it works from the next call on.
     *
     * @throws IllegalArgumentException when the action cannot be carried out on calls of the kind that the match asks for
     */
    public Fault add(FaultMatch match, FaultAction action) {
        if (match.kind() != null && !action.kinds().contains(match.kind())) {
            throw new IllegalArgumentException(action.getClass().getSimpleName() + " does nothing to calls of the kind "
                    + match.kind() + "; it strikes those of the kinds " + action.kinds());
        }
        Fault fault = new Fault(ids.incrementAndGet(), match, action, this);
        faults.add(fault);
        return fault;
    }

    /** Faults not yet removed, those that strike no more included. */
    public List<Fault> all() {
        return List.copyOf(faults);
    }

    /** Removes all faults; hanging calls go on. */
    public void clear() {
        all().forEach(Fault::remove);
    }

    /** The faults that strike this call as a whole; asking counts as a match. */
    public List<Fault> striking(CallFacts call) {
        if (faults.isEmpty()) {
            return List.of();
        }
        List<Fault> striking = new ArrayList<>();
        for (Fault fault : faults) {
            if (ofWholeCalls(fault)
                    && fits(fault, call)
                    && (fault.match().key() == null
                            || contains(call, fault.match().key()))
                    && fault.strikes()) {
                striking.add(fault);
            }
        }
        return striking;
    }

    /** Decides about the single records of this call. */
    public RecordGate gate(CallFacts call) {
        List<Fault> rejecting = faults.stream()
                .filter(fault -> fault.action() instanceof RejectRecord)
                .filter(fault -> fits(fault, call))
                .toList();
        return rejecting.isEmpty() ? RecordGate.OPEN : key -> refusal(rejecting, key);
    }

    /** How the Bulk job that this call starts is to fail; asking counts as a match, so ask only when it does start one. */
    public Optional<FailJob> failingJob(CallFacts call) {
        return faults.stream()
                .filter(fault -> fault.action() instanceof FailJob)
                .filter(fault -> fits(fault, call) && fault.strikes())
                .map(fault -> (FailJob) fault.action())
                .findFirst();
    }

    void remove(Fault fault) {
        faults.remove(fault);
    }

    private static RecordError refusal(List<Fault> rejecting, String key) {
        for (Fault fault : rejecting) {
            String wanted = fault.match().key();
            if ((wanted == null || key != null && fold(wanted).equals(fold(key))) && fault.strikes()) {
                RejectRecord reject = (RejectRecord) fault.action();
                return new RecordError(reject.statusCode(), reject.message(), reject.fields());
            }
        }
        return null;
    }

    private static boolean fits(Fault fault, CallFacts call) {
        FaultAction action = fault.action();
        return action.kinds().contains(call.kind())
                && action.suits(call)
                && fault.match().fits(call);
    }

    private static boolean ofWholeCalls(Fault fault) {
        return !(fault.action() instanceof RejectRecord || fault.action() instanceof FailJob);
    }

    private static boolean contains(CallFacts call, String text) {
        return call.url().contains(text) || call.body().get().contains(text);
    }

    private static String fold(String key) {
        return key.strip().toLowerCase(Locale.ROOT);
    }
}
