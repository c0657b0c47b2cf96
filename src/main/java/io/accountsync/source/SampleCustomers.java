package io.accountsync.source;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The customers of the sample source: ordinary ones by the hundred, and some with the mess that real data has. */
final class SampleCustomers {
    private static final LocalDateTime FIRST_CHANGE = LocalDateTime.of(2026, 1, 5, 8, 0);
    private static final int ORDINARY = 300;

    private static final String[] FIRST = {
        "Alpine",
        "Baltic",
        "Cedar",
        "Delta",
        "Ember",
        "Fjord",
        "Granite",
        "Harbour",
        "Indigo",
        "Juniper",
        "Kestrel",
        "Lumen",
        "Meridian",
        "Northwind",
        "Orchard",
        "Prairie",
        "Quartz",
        "Riverside",
        "Summit",
        "Tidal"
    };
    private static final String[] SECOND = {
        "Analytics",
        "Bakeries",
        "Clinics",
        "Dairy",
        "Energy",
        "Foods",
        "Freight",
        "Labs",
        "Logistics",
        "Networks",
        "Pharma",
        "Robotics",
        "Savings Bank",
        "Software",
        "Textiles"
    };
    private static final String[] FORM = {"Ltd", "Inc.", "GmbH", "S.A.", "AB", "B.V.", "Co."};
    private static final String[][] PLACES = {
        {"Hamburg", "Germany"},
        {"Lyon", "France"},
        {"Göteborg", "Sweden"},
        {"Utrecht", "Netherlands"},
        {"Leeds", "United Kingdom"},
        {"Austin", "United States"},
        {"Zürich", "Switzerland"},
        {"Łódź", "Poland"},
        {"São Paulo", "Brazil"},
        {"Málaga", "Spain"}
    };
    private static final String[] SECTORS = {"tech", "fin", "health", "food", "logistics", null};
    private static final String[] SEGMENTS = {"Enterprise", "Mid-Market", "Small Business"};

    private SampleCustomers() {}

    /** One row of the sample source; components in the order of its columns. */
    record Customer(
            String id,
            String name,
            String phone,
            String website,
            String street,
            String city,
            String country,
            Integer employees,
            Double revenue,
            String sector,
            String segment,
            LocalDate since,
            Boolean newsletter,
            String notes,
            String parentId,
            LocalDateTime updatedAt) {}

    /** All of them, the same every time, in no order that would help. */
    static List<Customer> all() {
        List<Customer> customers = new ArrayList<>(messy());
        Random random = new Random(42);
        for (int i = 0; i < ORDINARY; i++) {
            customers.add(ordinary(i, random));
        }
        return customers;
    }

    private static Customer ordinary(int i, Random random) {
        String name = FIRST[i % FIRST.length] + " " + SECOND[i / FIRST.length % SECOND.length] + " "
                + FORM[random.nextInt(FORM.length)];
        String[] place = PLACES[random.nextInt(PLACES.length)];
        String host = name.toLowerCase(java.util.Locale.ROOT)
                .replaceAll("[^a-z]+", "-")
                .replaceAll("-$", "");
        return new Customer(
                String.valueOf(1000 + i),
                name,
                String.format(
                        "+%d %d %07d", 1 + random.nextInt(60), 10 + random.nextInt(90), random.nextInt(10_000_000)),
                random.nextInt(10) == 0 ? null : "https://www." + host + ".example",
                (1 + random.nextInt(200)) + " Market Street",
                place[0],
                place[1],
                random.nextInt(8) == 0 ? null : 1 + random.nextInt(5000),
                random.nextInt(8) == 0 ? null : 1000.0 * random.nextInt(90_000) + 0.25,
                SECTORS[random.nextInt(SECTORS.length)],
                SEGMENTS[random.nextInt(SEGMENTS.length)],
                LocalDate.of(2015, 1, 1).plusDays(random.nextInt(4000)),
                random.nextBoolean(),
                null,
                i > 0 && random.nextInt(12) == 0 ? String.valueOf(1000 + random.nextInt(ORDINARY)) : null,
                FIRST_CHANGE.plusMinutes(i * 7L));
    }

    private static List<Customer> messy() {
        return List.of(
                        customer("1", "Bäckerei \"Zum goldenen Hörnchen\", Inh. J. Müller & Söhne", "food", 1)
                                .notes("Liefert täglich vor 6:00 🥐\nKlingel: \"Hof\", 2. Tür"),
                        customer("2", "O'Leary & Sons, Ltd", "fin", 2).notes("pays by cheque; 10% discount"),
                        customer("3", "株式会社さくら", "tech", 3).notes("東京本社"),
                        customer("4", "Nothing Known Oy", null, 4).empty(null),
                        customer("5", "  Blank Spaces Inc.  ", " ", 5).empty("   "),
                        customer("6", "The " + "Very ".repeat(60) + "Long Name Company", "tech", 6)
                                .notes("name of over 255 characters"),
                        customer("7", "Gigantic Holdings", "fin", 7).segment("Gigantic"),
                        customer("8", "Twice Told Tales (as it was)", "tech", 8).notes("an old row of customer 8"),
                        customer("8", "Twice Told Tales", "tech", 9).notes("the newest row of customer 8"),
                        customer("9", "Little Branch Office", "food", 10).parent("10"),
                        customer("10", "Middle Company", "food", 11).parent("11"),
                        customer("11", "Parent That Comes Last", "food", 12),
                        customer("12", "Daughter of Somebody Not Here Yet", "tech", 13)
                                .parent("13"),
                        customer("14", "Long Story Short plc", "health", 14).notes("A long story. ".repeat(2500)),
                        customer("15", "Semi;colon, Comma & Tab\tGmbH", "logistics", 15)
                                .notes("=SUM(A1:A9) 'quoted' \\ backslash"))
                .stream()
                .map(Draft::build)
                .toList();
    }

    private static Draft customer(String id, String name, String sector, int minute) {
        return new Draft(id, name, sector, FIRST_CHANGE.plusMinutes(minute));
    }

    /** A messy customer in the making. */
    private static final class Draft {
        private final String id;
        private final String name;
        private final String sector;
        private final LocalDateTime updatedAt;
        private String city = "Springfield";
        private String phone = "+1 555 0100";
        private String segment = "Small Business";
        private String notes;
        private String parentId;

        private Draft(String id, String name, String sector, LocalDateTime updatedAt) {
            this.id = id;
            this.name = name;
            this.sector = sector;
            this.updatedAt = updatedAt;
        }

        private Draft notes(String text) {
            notes = text;
            return this;
        }

        private Draft parent(String parent) {
            parentId = parent;
            return this;
        }

        private Draft segment(String value) {
            segment = value;
            return this;
        }

        private Draft empty(String value) {
            city = value;
            phone = value;
            segment = value;
            notes = value;
            parentId = value;
            return this;
        }

        private Customer build() {
            return new Customer(
                    id, name, phone, null, null, city, null, null, null, sector, segment, null, false, notes, parentId,
                    updatedAt);
        }
    }
}
