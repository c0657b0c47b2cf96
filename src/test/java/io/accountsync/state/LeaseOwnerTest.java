package io.accountsync.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Telling a process that is gone from one that lives, however alike they look. */
class LeaseOwnerTest {
    private final LeaseOwner self = LeaseOwner.self();

    @Test
    void thisProcessIsNotGone() {
        assertThat(self.isGone()).isFalse();
    }

    @Test
    void twoRunsOfOneProcessAreTwoOwners() {
        assertThat(LeaseOwner.self()).isNotEqualTo(self);
    }

    @Test
    void anOwnerIsReadAsItWasWritten() {
        assertThat(LeaseOwner.parse(self.toString())).isEqualTo(self);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "host", "host/12/34", "host/space/x/1/run", "////", "a/b/1/2"})
    void anOwnerInAnotherFormIsNobodyWeKnow(String text) {
        assertThat(LeaseOwner.parse(text).isGone()).isFalse();
    }

    @Test
    void aProcessNumberThatNobodyHasIsGone() {
        assertThat(process(Integer.MAX_VALUE, self.startedAt()).isGone()).isTrue();
    }

    @Test
    void anEarlierProcessWithOurNumberIsGone() {
        assertThat(process(self.pid(), self.startedAt() - 1).isGone()).isTrue();
    }

    @Test
    void ofAnotherHostNothingIsKnown() {
        LeaseOwner elsewhere = new LeaseOwner("another-host", self.space(), Integer.MAX_VALUE, 1, "r");

        assertThat(elsewhere.isGone()).isFalse();
    }

    @Test
    void ofAContainerWithOurHostNameNothingIsKnown() {
        LeaseOwner namesake = new LeaseOwner(self.host(), "another boot-4026531836", 1, 1, "r");

        assertThat(namesake.isGone()).isFalse();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void anotherContainerOnThisMachineIsAnotherSpace() throws Exception {
        Process unshared = new ProcessBuilder("unshare", "--pid", "--fork", "readlink", "/proc/self/ns/pid").start();
        String namespace;
        try (BufferedReader out = unshared.inputReader()) {
            namespace = out.readLine();
        }
        org.junit.jupiter.api.Assumptions.assumeTrue(unshared.waitFor() == 0, "a process can be put into a container");

        assertThat(self.space()).doesNotEndWith(namespace.replaceAll("\\D", ""));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void whatIsLeftOfAProcessThatNobodyWaitedForIsGone() throws Exception {
        Process shell = new ProcessBuilder("sh", "-c", "sleep 0.3 & echo $!; exec sleep 60").start();
        try (BufferedReader out = shell.inputReader()) {
            long zombie = Long.parseLong(out.readLine());
            Path stat = Path.of("/proc/" + zombie + "/stat");
            await().until(() -> Files.readString(stat).contains(") Z "));

            assertThat(ProcessHandle.of(zombie)).as("to Java it lives").isPresent();
            assertThat(ProcessSpace.startOf(zombie)).isEmpty();
        } finally {
            shell.destroyForcibly();
        }
    }

    @Test
    void aLivingProcessHasOneStartWhoeverAsks() {
        try (OtherProcess other = OtherProcess.start(TellOwner.class)) {
            LeaseOwner owner = LeaseOwner.parse(other.line());

            assertThat(owner.pid()).isEqualTo(other.pid());
            assertThat(owner.isGone()).isFalse();
            other.kill();
            assertThat(owner.isGone()).isTrue();
        }
    }

    private LeaseOwner process(long pid, long startedAt) {
        return new LeaseOwner(self.host(), self.space(), pid, startedAt, "r");
    }

    /** Says who it is, and waits to be killed. */
    static final class TellOwner {
        private TellOwner() {}

        public static void main(String[] arguments) throws Exception {
            System.out.println(LeaseOwner.self());
            System.in.read();
        }
    }
}
