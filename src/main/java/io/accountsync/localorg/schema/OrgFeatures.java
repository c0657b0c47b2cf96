package io.accountsync.localorg.schema;

import io.accountsync.localorg.schema.FieldSpec.Access;
import io.accountsync.localorg.schema.FieldSpec.Picklist;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Features that an admin switches on for a whole org and that change its objects. */
public final class OrgFeatures {

    private static final List<String> STATES = List.of(
            "Arizona",
            "California",
            "Colorado",
            "Florida",
            "Georgia",
            "Illinois",
            "Massachusetts",
            "New Jersey",
            "New York",
            "Ohio",
            "Oregon",
            "Pennsylvania",
            "Texas",
            "Virginia",
            "Washington");
    private static final List<String> STATE_CODES =
            List.of("AZ", "CA", "CO", "FL", "GA", "IL", "MA", "NJ", "NY", "OH", "OR", "PA", "TX", "VA", "WA");

    private OrgFeatures() {}

    /** Account with the fields of people; whose Name cannot be written then, see {@code IsPersonAccount}. */
    public static ObjectSpec personAccounts(ObjectSpec account) {
        return account.with(FieldSpec.checkbox("IsPersonAccount")
                        .labelled("Is Person Account")
                        .readOnly())
                .with(FieldSpec.text("LastName", 80).labelled("Last Name"))
                .with(FieldSpec.text("FirstName", 40).labelled("First Name"))
                .with(FieldSpec.picklist("Salutation", "Mr.", "Ms.", "Dr."))
                .with(FieldSpec.email("PersonEmail").labelled("Email"))
                .with(FieldSpec.phone("PersonMobilePhone").labelled("Mobile"))
                .with(FieldSpec.lookupTo("Contact", "PersonContactId", "PersonContact")
                        .labelled("Contact ID")
                        .readOnly());
    }

    /** Any object with a {@code CurrencyIsoCode} of the given currencies, the first being the org's own. */
    public static ObjectSpec multiCurrency(ObjectSpec object, List<String> currencies) {
        return object.with(FieldSpec.picklist("CurrencyIsoCode", currencies.toArray(String[]::new))
                .labelled("Currency ISO Code")
                .sized(3, 0, 0)
                .restricted()
                .defaultingTo(currencies.get(0))
                .withAccess(new Access(false, true, true, true)));
    }

    /** Any object whose countries and states must be known ones, with fields for their codes. */
    public static ObjectSpec stateAndCountryPicklists(ObjectSpec object) {
        ObjectSpec changed = object;
        for (FieldSpec field : object.fields()) {
            boolean state = field.name().endsWith("State");
            if (field.compound() == null || !state && !field.name().endsWith("Country")) {
                continue;
            }
            changed = changed.changing(
                            field.name(), place -> place.withValues(new Picklist(state ? STATES : countries(), true)))
                    .with(FieldSpec.picklist(field.name() + "Code")
                            .labelled(field.label() + " Code")
                            .sized(10, 0, 0)
                            .withValues(
                                    state
                                            ? new Picklist(STATE_CODES, true, STATES)
                                            : new Picklist(List.of(Locale.getISOCountries()), true, countries()))
                            .partOf(field.compound()));
        }
        return changed;
    }

    private static List<String> countries() {
        return Stream.of(Locale.getISOCountries())
                .map(code -> new Locale("", code).getDisplayCountry(Locale.ENGLISH))
                .toList();
    }
}
