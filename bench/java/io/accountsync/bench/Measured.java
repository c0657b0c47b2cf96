package io.accountsync.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A process run to its end, with what it used by Linux's own accounting.
 *
 * @param output what it wrote to stdout
 * @param wallMillis from start to end
 * @param cpuMillis user and system time of all its threads
 * @param peakRssKilobytes the most memory that it had resident
 */
record Measured(int exitCode, String output, long wallMillis, long cpuMillis, long peakRssKilobytes) {
    private static final long TICK_MILLIS = 10;

    static Measured run(List<String> command, Path directory) throws IOException, InterruptedException {
        Path output = Files.createTempFile(directory, "output", ".txt");
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        long cpu = 0;
        long rss = 0;
        while (!process.waitFor(TICK_MILLIS, TimeUnit.MILLISECONDS)) {
            Path proc = Path.of("/proc", String.valueOf(process.pid()));
            try {
                cpu = Math.max(cpu, cpuMillis(Files.readString(proc.resolve("stat"))));
                rss = Math.max(rss, peakRss(Files.readString(proc.resolve("status"))));
            } catch (IOException e) {
                break; // it has just ended; the readings of the tick before are the last
            }
        }
        int exitCode = process.waitFor();
        long wall = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        return new Measured(exitCode, Files.readString(output), wall, cpu, rss);
    }

    private static long cpuMillis(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        // utime and stime in clock ticks, of which Linux has 100 a second
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * 10;
    }

    private static long peakRss(String status) {
        return status.lines()
                .filter(line -> line.startsWith("VmHWM:"))
                .map(line -> line.replaceAll("\\D", ""))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElse(0);
    }
}
