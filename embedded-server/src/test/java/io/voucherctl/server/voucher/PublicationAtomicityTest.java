package io.voucherctl.server.voucher;

import static org.assertj.core.api.Assertions.assertThat;

import io.voucherctl.server.voucher.api.Caller;
import io.voucherctl.server.voucher.api.Caller.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many publishers at once, on a real file. */
@Timeout(60)
final class PublicationAtomicityTest {
  @TempDir Path directory;
  private Caller caller;

  @BeforeEach
  void open() throws IOException {
    caller = Caller.onFile(directory);
  }

  @AfterEach
  void close() {
    caller.close();
  }

  @Test
  void aStaticCampaignGivesEachOfItsCodesOnce() throws Exception {
    make("STATIC", 20, false);
    List<Answer> answers = publish(50, "\"source_id\":\"k-%d\"");
    assertThat(answers).filteredOn(a -> a.status() == 200).hasSize(20);
    assertThat(codes(answers)).hasSize(20);
    assertThat(answers)
        .filteredOn(a -> a.status() != 200)
        .allMatch(a -> a.text("/key").equals("no_voucher_suitable_for_publication"));
    assertThat(caller.get("/v1/publications").number("/total")).isEqualTo(20);
    assertThat(caller.get("/v1/customers").number("/total")).isEqualTo(20);
  }

  @Test
  void aGrowingCampaignGivesEverybodyAnotherCode() throws Exception {
    make("AUTO_UPDATE", 7, false);
    List<Answer> answers = publish(50, "\"source_id\":\"k-%d\"");
    assertThat(answers).allMatch(a -> a.status() == 200);
    assertThat(codes(answers)).hasSize(50);
    assertThat(caller.get("/v1/campaigns/c").number("/vouchers_count")).isEqualTo(50);
  }

  @Test
  void whoJoinsOnceGetsOneVoucher() throws Exception {
    make("AUTO_UPDATE", 0, true);
    List<Answer> answers = publish(50, "\"source_id\":\"k\"");
    assertThat(answers).allMatch(a -> a.status() == 200);
    assertThat(codes(answers)).hasSize(1);
    assertThat(caller.get("/v1/publications").number("/total")).isEqualTo(1);
    assertThat(caller.get("/v1/campaigns/c").number("/vouchers_count")).isEqualTo(1);
  }

  @Test
  void aSourceIdIsUsedByOne() throws Exception {
    make("AUTO_UPDATE", 0, false);
    List<Answer> answers =
        publish(50, "\"source_id\":\"k-%d\"},\"source_id\":\"s\",\"metadata\":{\"a\":1");
    assertThat(answers).filteredOn(a -> a.status() == 200).hasSize(1);
    assertThat(answers)
        .filteredOn(a -> a.status() != 200)
        .allMatch(a -> a.text("/key").equals("duplicate_source_id"));
    assertThat(caller.get("/v1/campaigns/c").number("/vouchers_count")).isEqualTo(1);
    assertThat(caller.get("/v1/customers").number("/total")).isEqualTo(1);
  }

  @Test
  void aCampaignIsMadeOnceAndItsCountStaysTrueWhileAllChangeIt() throws Exception {
    List<Answer> made = caller.together(10, () -> make("AUTO_UPDATE", 300, false));
    assertThat(made).filteredOn(a -> a.status() == 200).hasSize(1);
    assertThat(made).filteredOn(a -> a.status() == 409).hasSize(9);
    AtomicInteger number = new AtomicInteger();
    caller.together(
        9,
        () ->
            switch (number.incrementAndGet() % 3) {
              case 0 -> caller.post("/v1/campaigns/c/vouchers?vouchers_count=260", "");
              case 1 -> caller.post("/v1/campaigns/c/vouchers", "");
              default ->
                  caller.post(
                      "/v1/campaigns/c/import",
                      "[{\"code\":\"same\"},{\"code\":\"i-%d\"}]".formatted(number.get()));
            });
    assertThat(caller.get("/v1/campaigns/c").number("/vouchers_count"))
        .isEqualTo(300 + 3 * 260 + 3 + 3 + 1);
    Set<Integer> deletions =
        caller
            .together(5, () -> caller.call("acme", "DELETE", "/v1/campaigns/c", new byte[0]))
            .stream()
            .map(Answer::status)
            .collect(Collectors.toCollection(HashSet::new));
    assertThat(deletions).contains(202).isSubsetOf(202, 404);
    assertThat(caller.get("/v1/campaigns/c").status()).isEqualTo(404);
    assertThat(caller.get("/v1/campaigns").number("/total")).isZero();
    assertThat(caller.get("/v1/vouchers/same").status()).isEqualTo(404);
  }

  private Answer make(String type, int count, boolean joinOnce) {
    return caller.post(
        "/v1/campaigns",
        """
        {"name":"c","type":"%s","vouchers_count":%d,"join_once":%s,"voucher":{"gift":{"amount":1}}}
        """
            .formatted(type, count, joinOnce));
  }

  /** Publishes from the campaign to so many customers at once. */
  private List<Answer> publish(int times, String customer) throws Exception {
    AtomicInteger number = new AtomicInteger();
    return caller.together(
        times,
        () ->
            caller.post(
                "/v1/publications",
                "{\"campaign\":\"c\",\"customer\":{"
                    + customer.formatted(number.incrementAndGet())
                    + "}}"));
  }

  private static Set<String> codes(List<Answer> answers) {
    return answers.stream()
        .filter(answer -> answer.status() == 200)
        .map(answer -> answer.text("/voucher/code"))
        .collect(Collectors.toSet());
  }
}
