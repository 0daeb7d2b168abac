package io.voucherctl.commands.serve.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** Customers that nobody is: invented people at real places, with addresses nobody answers. */
final class ShopBuyers {
  private static final int FIRST_NUMBER = 1001;
  private static final int HOUSES = 180;

  private static final List<Place> PLACES =
      List.of(
          new Place("Kraków", "31-019", "PL", "ul. Floriańska %d"),
          new Place("Gdańsk", "80-831", "PL", "ul. Długa %d"),
          new Place("Leipzig", "04109", "DE", "Nikolaistraße %d"),
          new Place("Hamburg", "20095", "DE", "Mönckebergstraße %d"),
          new Place("Lyon", "69002", "FR", "%d rue de Brest"),
          new Place("Sevilla", "41004", "ES", "Calle Sierpes %d"),
          new Place("Torino", "10121", "IT", "Via Lagrange %d"),
          new Place("Leeds", "LS1 6AG", "GB", "%d Albion Street"),
          new Place("Göteborg", "411 14", "SE", "Kungsgatan %d"),
          new Place("Portland", "97205", "US", "%d SW Alder Street"));

  private static final List<String> FIRST_NAMES =
      List.of(
          "Maja", "Jonas", "Inès", "Tomás", "Giulia", "Owen", "Linnea", "Zofia", "Karim", "Hannah",
          "Piotr", "Chloé", "Mateo", "Aisha", "Erik", "Nadia", "Felix", "Rosa", "Samir", "Ewa");

  private static final List<String> LAST_NAMES =
      List.of(
          "Zielińska",
          "Brandt",
          "Moreau",
          "Ortega",
          "Ferri",
          "Whitfield",
          "Lindqvist",
          "Kowal",
          "Haddad",
          "Vogel",
          "Sadowski",
          "Lambert",
          "Ibarra",
          "Okafor",
          "Nyström",
          "Petrov",
          "Castell",
          "Bianchi",
          "Rahman",
          "Nowicka");

  private static final List<String> TIERS = List.of("basic", "basic", "silver", "gold");

  private ShopBuyers() {}

  /** Where somebody may live. */
  private record Place(String city, String postalCode, String country, String street) {}

  /** Bodies of {@code POST /v1/customers}; no two have a source id or an e-mail in common. */
  static List<ObjectNode> make(int count, RandomGenerator random) {
    List<ObjectNode> buyers = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      buyers.add(one(FIRST_NUMBER + i, random));
    }
    return buyers;
  }

  private static ObjectNode one(int number, RandomGenerator random) {
    String first = pick(FIRST_NAMES, random);
    String last = pick(LAST_NAMES, random);
    Place place = pick(PLACES, random);
    ObjectNode buyer = JsonNodeFactory.instance.objectNode();
    buyer.put("source_id", "C-" + number);
    buyer.put("name", first + " " + last);
    buyer.put("email", mail(first) + "." + mail(last) + number % 100 + "@example.com");
    buyer
        .putObject("address")
        .put("city", place.city())
        .put("line_1", place.street().formatted(1 + random.nextInt(HOUSES)))
        .put("postal_code", place.postalCode())
        .put("country", place.country());
    buyer
        .putObject("metadata")
        .put("tier", pick(TIERS, random))
        .put("newsletter", random.nextInt(3) > 0);
    return buyer;
  }

  /** The part of a name that may stand in any mail address. */
  private static String mail(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFD)
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^a-z]", "");
  }

  static <T> T pick(List<T> some, RandomGenerator random) {
    return some.get(random.nextInt(some.size()));
  }
}
