package io.accountsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher of a checkout. */
class LauncherTest {
    @TempDir
    private Path directory;

    private String launch(Path bin, Path launcher, String... environment) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(launcher.toString(), "status").redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.matches("LANG|LC_.*"));
        for (String variable : environment) {
            builder.environment().put(variable.replaceFirst("=.*", ""), variable.replaceFirst(".*=", ""));
        }
        builder.environment().put("PATH", bin + ":" + System.getenv("PATH"));
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }

    /** A checkout whose java says how it was started; gives back the launcher. */
    private Path checkout(Path bin) throws Exception {
        Path checkout =
                Files.createDirectories(directory.resolve("checkout/target")).getParent();
        Path launcher = Files.copy(Path.of("account-sync"), checkout.resolve("account-sync"));
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createFile(checkout.resolve("target/account-sync.jar"));
        Path java = Files.writeString(
                Files.createDirectories(bin).resolve("java"), "#!/bin/sh\necho \"LC_ALL=<$LC_ALL> $@\"\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        return launcher;
    }

    @Test
    void aLinkToItFindsTheJarOfItsCheckout() throws Exception {
        Path bin = directory.resolve("bin");
        Path checkout = checkout(bin).getParent();
        Files.createSymbolicLink(bin.resolve("second"), Path.of("../checkout/account-sync"));
        Path link = Files.createSymbolicLink(bin.resolve("account-sync"), bin.resolve("second"));

        assertThat(launch(bin, link))
                .contains("-Daccount-sync.program=" + link + " ")
                .contains("-jar " + checkout.toRealPath().resolve("target/account-sync.jar") + " status");
    }

    @Test
    void aLocaleThatKnowsAsciiOnlyBecomesOneOfUtf8AndOthersStay() throws Exception {
        Path bin = directory.resolve("bin");
        Path launcher = checkout(bin);

        assertThat(launch(bin, launcher)).startsWith("LC_ALL=<C.UTF-8> ");
        assertThat(launch(bin, launcher, "LC_ALL=C", "LANG=C.UTF-8")).startsWith("LC_ALL=<C.UTF-8> ");
        assertThat(launch(bin, launcher, "LANG=POSIX")).startsWith("LC_ALL=<C.UTF-8> ");
        assertThat(launch(bin, launcher, "LANG=C.UTF-8")).startsWith("LC_ALL=<> ");
    }
}
