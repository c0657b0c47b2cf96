package io.accountsync.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.List;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.sftp.server.SftpFileSystemAccessor;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/** An SFTP server on a port of its own, with one user whose password is {@code open sesame}. */
public final class TestSftp implements AutoCloseable {
    public static final String PASSWORD = "open sesame";

    private final SshServer server = SshServer.setUpDefaultServer();
    private final KeyPair key;

    /** Serves a directory, in the way that this accessor does. */
    public TestSftp(Path root, SftpFileSystemAccessor accessor) {
        try {
            key = KeyUtils.generateKeyPair(KeyPairProvider.ECDSA_SHA2_NISTP256, 256);
            server.setHost("localhost");
            server.setKeyPairProvider(KeyPairProvider.wrap(key));
            server.setPasswordAuthenticator(
                    (user, password, session) -> user.equals("etl") && password.equals(PASSWORD));
            server.setFileSystemFactory(new VirtualFileSystemFactory(root));
            server.setSubsystemFactories(List.of(new SftpSubsystemFactory.Builder()
                    .withFileSystemAccessor(accessor)
                    .build()));
            server.start();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return server.getPort();
    }

    /** A known_hosts file that has this server. */
    public Path knownHosts(Path file) throws IOException {
        return Files.writeString(file, "[localhost]:" + port() + " " + PublicKeyEntry.toString(key.getPublic()) + "\n");
    }

    @Override
    public void close() {
        try {
            server.close(true);
        } catch (RuntimeException e) {
            throw e;
        }
    }
}
