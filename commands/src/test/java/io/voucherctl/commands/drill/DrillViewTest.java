package io.voucherctl.commands.drill;

import io.voucherctl.commands.Golden;
import java.util.List;
import org.junit.jupiter.api.Test;

class DrillViewTest {
  @Test
  void anOutageThatWasEndedLooksTheSameOnATerminalInAPipeAndAsJson() throws Exception {
    Golden.check("drill/recovered", Story.recovered(), new DrillView());
  }

  @Test
  void aDrillThatSawNothingSaysWhatIsMissing() throws Exception {
    Judgement judgement =
        new Judgement(
            Judgement.Word.NOT_REPRODUCED,
            List.of("no gateway died of its heap", "no neighbour was hurt in the flood"));
    Golden.check(
        "drill/not-reproduced", Story.report(true, null, List.of(), judgement), new DrillView());
  }
}
