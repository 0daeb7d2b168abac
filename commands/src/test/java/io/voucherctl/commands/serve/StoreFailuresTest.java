package io.voucherctl.commands.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.voucherctl.commands.exit.Failure;
import io.voucherctl.server.voucher.store.StoreAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoreFailuresTest {
  private static final StoreAddress SHARED =
      new StoreAddress.Postgres("jdbc:postgresql://db:5432/shop?ssl=true", "shop", "hush");

  @ParameterizedTest
  @CsvSource({
    "08001, 4, the database db:5432/shop does not answer",
    "08006, 4, the database db:5432/shop does not answer",
    "57P03, 4, the database db:5432/shop does not answer",
    "53300, 4, the database db:5432/shop does not answer",
    "28P01, 4, the database db:5432/shop refuses the user or the password",
    "28000, 4, the database db:5432/shop refuses the user or the password",
    "3D000, 4, there is no database db:5432/shop",
    "42501, 1, cannot use the database db:5432/shop: first"
  })
  void whatTheDatabaseSaysIsToldInOneLine(String state, int code, String line) {
    SQLException cause = new SQLException("first\nsecond", state);
    Failure failure = StoreFailures.of(SHARED, new IOException("cannot open", cause));
    assertThat(failure.code().number()).isEqualTo(code);
    assertThat(failure.line()).isEqualTo(line);
  }

  @Test
  void aDirectoryThatCannotBeUsedIsToldInTheStoresOwnWords() {
    StoreAddress directory = new StoreAddress.Directory(Path.of("/x"));
    Failure failure = StoreFailures.of(directory, new IOException("cannot open /x\nmore"));
    assertThat(failure.code().number()).isEqualTo(1);
    assertThat(failure.line()).isEqualTo("cannot open /x");
  }
}
