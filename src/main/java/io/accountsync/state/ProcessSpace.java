package io.accountsync.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * Processes of this machine, distinguished by what neither a changed clock nor a container of the same name can
 * confuse: on
 * Linux by what {@code /proc} says (see proc(5)), elsewhere by what Java says.
 */
final class ProcessSpace {
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
    private static final Path NAMESPACE = Path.of("/proc/self/ns/pid");

    private ProcessSpace() {}

    /**
     * Within what a process number names one process: this start of the machine, and this container. Two machines or
     * containers differ in it even when they have one host name, as replicas of a StatefulSet in two clusters do. Empty where
     * there is no {@code /proc}.
     */
    static String own() {
        try {
            String container = Files.readSymbolicLink(NAMESPACE).toString().replaceAll("\\D", "");
            return Files.readString(BOOT).strip() + "-" + container;
        } catch (IOException | UnsupportedOperationException e) {
            // No /proc, as outside of Linux (UnsupportedOperationException: a file system without symbolic links).
            // A lease is then told apart by host, process number and start alone; all processes here agree on that.
            return "";
        }
    }

    /**
     * When a process began: on Linux in ticks since the machine did, since Java's answer shifts with the clock of the host.
     * Empty when there is no such process, or only the remains of one that ended.
     */
    static OptionalLong startOf(long pid) {
        if (!Files.exists(BOOT)) {
            return ProcessHandle.of(pid)
                    .map(process -> OptionalLong.of(process.info()
                            .startInstant()
                            .map(Instant::toEpochMilli)
                            .orElse(0L)))
                    .orElse(OptionalLong.empty());
        }
        String[] fields = stat(pid);
        boolean ended = fields.length == 0 || fields[0].equals("Z") || fields[0].equals("X");
        return ended ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(fields[19]));
    }

    /** Whether a process exists and was stopped, as by SIGSTOP or Ctrl-Z; false where that cannot be known. */
    static boolean isStopped(long pid) {
        String[] fields = stat(pid);
        return fields.length > 0 && fields[0].equalsIgnoreCase("T");
    }

    /** What proc(5) says of a process from its state on; empty when there is no such process. */
    private static String[] stat(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
            // The name, in parentheses, can hold anything; the state comes after it, the start 19 fields later.
            return stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        } catch (IOException e) {
            return new String[0];
        }
    }
}
