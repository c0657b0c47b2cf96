package io.accountsync.state;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** A real file system of a few hundred kilobytes. Tests that need one are skipped where it cannot be mounted. */
public final class TinyDisk implements AutoCloseable {
    private final Path mount;
    private final Path ballast;

    private TinyDisk(Path mount) {
        this.mount = mount;
        this.ballast = mount.resolve("ballast");
    }

    public static TinyDisk mount(Path directory, int kilobytes) throws Exception {
        Path mount = Files.createDirectories(directory.resolve("disk"));
        Assumptions.assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=" + kilobytes + "k", "tmpfs", mount.toString()),
                "a tmpfs can be mounted");
        return new TinyDisk(mount);
    }

    public Path path() {
        return mount;
    }

    /** Takes all the room that is left. */
    public void fill() throws IOException {
        try (var out = Files.newOutputStream(ballast)) {
            while (true) {
                out.write(new byte[4096]);
            }
        } catch (FileSystemException e) {
            throw e;
        } catch (IOException e) {
            // full, as it should be
        }
    }

    /** Gives room again. */
    public void makeRoom() throws IOException {
        Files.delete(ballast);
    }

    public void makeReadOnly() throws Exception {
        run("mount", "-o", "remount,ro", mount.toString());
    }

    public void makeWritable() throws Exception {
        run("mount", "-o", "remount,rw", mount.toString());
    }

    @Override
    public void close() throws Exception {
        run("umount", "--lazy", mount.toString());
    }

    private static boolean run(String... command) throws Exception {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
