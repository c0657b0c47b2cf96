package io.accountsync.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.mapping.Payload;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PayloadFileTest {
    private record Place(long at, Payload payload) {}

    @TempDir
    private Path directory;

    @Test
    void payloadsAreReadAsTheyWereWrittenInWhateverOrderAndBetweenWrites() {
        Random random = new Random(22);
        List<Place> places = new ArrayList<>();
        try (PayloadFile file = new PayloadFile(directory.resolve("changes-accounts-1.payloads"))) {
            for (int round = 0; round < 4; round++) {
                for (int i = 0; i < 500; i++) {
                    // Some are longer than what is read ahead.
                    int length = i % 100 == 7 ? 100_000 : random.nextInt(700);
                    Payload payload = Payload.of("{\"A\":\"" + round + "-" + i + "x".repeat(length) + "\"}");
                    places.add(new Place(file.add(payload), payload));
                }
                requireSame(file, places);
                List<Place> shuffled = new ArrayList<>(places);
                Collections.shuffle(shuffled, random);
                requireSame(file, shuffled);
            }
        }
    }

    @Test
    void aChangeSetWithoutPayloadsHasNoFileOfThem() {
        new PayloadFile(directory.resolve("no-such-directory/x.payloads")).close();
        assertThat(directory).isEmptyDirectory();
    }

    private static void requireSame(PayloadFile file, List<Place> places) {
        for (Place place : places) {
            assertThat(file.read(place.at(), place.payload().bytes().length))
                    .isEqualTo(place.payload().bytes());
        }
    }
}
