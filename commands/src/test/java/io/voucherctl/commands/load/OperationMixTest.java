package io.voucherctl.commands.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.voucherctl.commands.load.http.LoadRequest;
import io.voucherctl.server.quota.Rate;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperationMixTest {
  @Test
  void readsWeightsInAnyOrder() {
    OperationMix mix = OperationMix.parse("publish=5, validate=80,redeem=15");
    assertThat(mix).isEqualTo(OperationMix.DEFAULT);
    assertThat(mix).hasToString("validate=80,redeem=15,publish=5");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "validate",
        "validate=",
        "validate=-1",
        "validate=0",
        "validate=x",
        "bogus=1",
        "validate=1,validate=2",
        "validate=1,",
        "validate=99999999",
        "validate=0,redeem=0"
      })
  void refusesWhatIsNoMix(String text) {
    assertThatThrownBy(() -> OperationMix.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void guessesNeverRepeat() {
    TenantRequests requests = requests(Operation.GUESS, List.of());
    Set<String> paths = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      paths.add(requests.next().request().path());
    }
    assertThat(paths)
        .hasSize(10_000)
        .allMatch(path -> path.matches("/v1/vouchers/GUESS-[A-Z0-9-]+/validate"));
  }

  @Test
  void requestsAreWhatTheApiExpects() {
    List<String> codes = VoucherCodes.of("acme", 1, 3);
    assertThat(codes).doesNotHaveDuplicates().allMatch(code -> code.matches("[A-Z0-9-]+"));
    assertThat(VoucherCodes.of("acme", 1, 3)).isEqualTo(codes);
    assertThat(VoucherCodes.of("acme", 2, 3)).doesNotContainAnyElementsOf(codes);
    assertThat(VoucherCodes.of("globex", 1, 3)).doesNotContainAnyElementsOf(codes);

    assertThat(first(Operation.VALIDATE, codes))
        .isEqualTo("/v1/vouchers/" + codes.getFirst() + "/validate {\"order\":{\"amount\":2000}}");
    assertThat(first(Operation.REDEEM, codes))
        .isEqualTo(
            "/v1/vouchers/"
                + codes.getFirst()
                + "/redemption"
                + " {\"customer\":{\"source_id\":\"load-0\"},\"order\":{\"amount\":2000}}");
    assertThat(first(Operation.PUBLISH, codes))
        .isEqualTo(
            "/v1/publications {\"voucher\":\""
                + codes.getFirst()
                + "\",\"customer\":{\"source_id\":\"load-0\"}}");
  }

  private static String first(Operation operation, List<String> codes) {
    LoadRequest request = requests(operation, codes.subList(0, 1)).next().request();
    ByteBuffer body = request.body().duplicate();
    return request.path() + " " + StandardCharsets.UTF_8.decode(body);
  }

  private static TenantRequests requests(Operation only, List<String> codes) {
    return new TenantRequests(
        0,
        new LoadPlan.TenantLoad("acme", Rate.perSecond(1), OperationMix.only(only)),
        codes,
        new FreshCodes(new SplittableRandom(1)),
        1,
        Shard.WHOLE);
  }
}
