package io.accountsync.state;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;

/**
 * The process that holds a lease.
 *
 * @param startedAt when that process began, milliseconds since 1970; tells it from a later one with the same number, which
 *     in containers is often 1
 */
public record LeaseOwner(String host, long pid, long startedAt) {
    /** This process. */
    public static LeaseOwner self() {
        ProcessHandle self = ProcessHandle.current();
        return new LeaseOwner(hostName(), self.pid(), startOf(self));
    }

    static LeaseOwner parse(String text) {
        String[] parts = text.split("/");
        return new LeaseOwner(parts[0], Long.parseLong(parts[1]), Long.parseLong(parts[2]));
    }

    /** Whether this was a process of this host that has ended. Of other hosts nothing is known. */
    boolean isGone() {
        return host.equals(hostName())
                && ProcessHandle.of(pid)
                        .filter(ProcessHandle::isAlive)
                        .filter(process -> startOf(process) == startedAt)
                        .isEmpty();
    }

    @Override
    public String toString() {
        return host + "/" + pid + "/" + startedAt;
    }

    private static long startOf(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
