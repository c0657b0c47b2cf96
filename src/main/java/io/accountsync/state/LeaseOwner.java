package io.accountsync.state;

import io.accountsync.config.Sentence;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.UUID;

/**
 * Who holds a lease: one run of one process.
 *
 * @param host its name, for people
 * @param space within which the process number means something, see {@link ProcessSpace}
 * @param startedAt when that process began, see {@link ProcessSpace}; distinguishes it from a later one with the same
 *     number
 * @param run random; distinguishes the run from another one of the same process, which took over after this one was
 *     held up
 */
public record LeaseOwner(String host, String space, long pid, long startedAt, String run) {
    /** A new run of this process. */
    public static LeaseOwner self() {
        long pid = ProcessHandle.current().pid();
        return new LeaseOwner(
                hostName(),
                ProcessSpace.own(),
                pid,
                ProcessSpace.startOf(pid).orElse(0),
                UUID.randomUUID().toString());
    }

    /** Reads what {@link #toString} wrote. Of an owner in any other form nothing is known but that form. */
    static LeaseOwner parse(String text) {
        String[] parts = text.split("/");
        try {
            return new LeaseOwner(parts[0], parts[1], Long.parseLong(parts[2]), Long.parseLong(parts[3]), parts[4]);
        } catch (IndexOutOfBoundsException | NumberFormatException e) {
            return new LeaseOwner(text, "unknown", 0, 0, "");
        }
    }

    /** Whether this was a process of this machine that has ended. Of other machines nothing is known. */
    boolean isGone() {
        return host.equals(hostName())
                && space.equals(ProcessSpace.own())
                && ProcessSpace.startOf(pid).orElse(-1) != startedAt;
    }

    /** The process, for people. */
    String name() {
        return pid == 0 ? host : "process " + pid + " on " + host;
    }

    /** Whether this is a process of this machine that somebody has stopped, so that it neither goes on nor ends. */
    boolean isStopped() {
        return host.equals(hostName())
                && space.equals(ProcessSpace.own())
                && ProcessSpace.startOf(pid).orElse(-1) == startedAt
                && ProcessSpace.isStopped(pid);
    }

    /** What can be done about a process that is stopped. */
    String stoppedRemedy() {
        return Sentence.closed("That process is stopped (SIGSTOP): let it go on with kill -CONT " + pid
                + ", or end it with kill -KILL " + pid);
    }

    /** Whether this is a run of our own process. */
    boolean isOurs() {
        LeaseOwner self = self();
        return host.equals(self.host) && space.equals(self.space) && pid == self.pid && startedAt == self.startedAt;
    }

    @Override
    public String toString() {
        return host + "/" + space + "/" + pid + "/" + startedAt + "/" + run;
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
