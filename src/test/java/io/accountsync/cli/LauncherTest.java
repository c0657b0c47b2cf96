package io.accountsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher of a checkout. */
class LauncherTest {
    @TempDir
    private Path directory;

    @Test
    void aLinkToItFindsTheJarOfItsCheckout() throws Exception {
        Path checkout =
                Files.createDirectories(directory.resolve("checkout/target")).getParent();
        Path launcher = Files.copy(Path.of("account-sync"), checkout.resolve("account-sync"));
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createFile(checkout.resolve("target/account-sync.jar"));
        Path bin = Files.createDirectories(directory.resolve("bin"));
        Path java = Files.writeString(bin.resolve("java"), "#!/bin/sh\necho \"$@\"\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createSymbolicLink(bin.resolve("second"), Path.of("../checkout/account-sync"));
        Path link = Files.createSymbolicLink(bin.resolve("account-sync"), bin.resolve("second"));

        ProcessBuilder builder = new ProcessBuilder(link.toString(), "status").redirectErrorStream(true);
        builder.environment().put("PATH", bin + ":" + System.getenv("PATH"));
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes());

        process.waitFor();
        assertThat(said).contains("-jar " + checkout.toRealPath().resolve("target/account-sync.jar") + " status");
    }
}
