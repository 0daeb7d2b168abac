package io.voucherctl.commands.drill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.voucherctl.commands.console.Documents;
import io.voucherctl.commands.exit.ExitCode;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DrillReportTest {
  @Test
  void theJsonHasTheNamesThatScriptsRead() throws Exception {
    DrillReport report = Story.recovered();
    JsonNode json = new ObjectMapper().readTree(Documents.json(report));

    assertThat(names(json))
        .containsExactly(
            "schema",
            "noisyTenant",
            "defect",
            "backOffUnitSeconds",
            "phases",
            "findings",
            "restarts",
            "mitigation",
            "verdict",
            "reasons");
    assertThat(json.path("schema").textValue()).isEqualTo("voucherctl.drill/v1");
    assertThat(json.path("noisyTenant").textValue()).isEqualTo("hooli");
    assertThat(json.path("verdict").textValue()).isEqualTo("recovered");
    JsonNode flood = json.path("phases").path(1);
    assertThat(names(flood))
        .containsExactly("name", "startedAt", "seconds", "tenants", "invalidReason");
    assertThat(flood.path("startedAt").textValue()).isEqualTo("2026-03-01T08:00:10Z");
    JsonNode death = json.path("restarts").path(0);
    assertThat(names(death)).containsExactly("pod", "container", "exitCode", "cause", "at");
    assertThat(death.path("at").textValue()).isEqualTo("2026-03-01T08:00:31Z");
  }

  @Test
  void tenantsReadAsTheyDoInALoadReport() throws Exception {
    DrillReport report = Story.recovered();
    ObjectMapper mapper = new ObjectMapper();
    JsonNode json = mapper.readTree(Documents.json(report));
    JsonNode alone =
        mapper.readTree(Documents.json(report.phases().getFirst().tenants().getFirst()));
    assertThat(json.path("phases").path(0).path("tenants").path(0)).isEqualTo(alone);
  }

  @ParameterizedTest
  @CsvSource({
    "RECOVERED, OK",
    "UNHARMED, OK",
    "NOT_RECOVERED, BREACHED",
    "NOT_REPRODUCED, BREACHED",
    "HARMED, BREACHED"
  })
  void aBadVerdictIsABreach(Judgement.Word word, ExitCode code) {
    Judgement judgement = new Judgement(word, List.of());
    assertThat(Story.report(true, null, List.of(), judgement).exitCode()).isEqualTo(code);
  }

  private static List<String> names(JsonNode object) {
    Iterable<String> names = object::fieldNames;
    return StreamSupport.stream(names.spliterator(), false).toList();
  }
}
