package dev.slipway.local.show;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.local.address.ServiceAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PictureTest {
    private static final PipelineView SHOP = new PipelineView(
            "shop",
            "shop-dev",
            "shop@trunk",
            "000000000000.dkr.ecr.us-east-1.amazonaws.com/shop",
            "main/shop",
            Optional.of(new ServiceAddress(URI.create("http://127.0.0.1:8081/"), 8081)),
            List.of(
                    new PipelineView.Stage(
                            "Source", List.of(List.of(new PipelineView.Action("Source", "CodeCommit shop@trunk")))),
                    new PipelineView.Stage(
                            "Build",
                            List.of(
                                    List.of(
                                            new PipelineView.Action("Image", "CodeBuild shop"),
                                            new PipelineView.Action("Test", "CodeBuild shop-test")),
                                    List.of(new PipelineView.Action("Approve", "Manual")))),
                    new PipelineView.Stage(
                            "Deploy", List.of(List.of(new PipelineView.Action("Deploy", "ECS main/shop"))))));

    @Test
    void drawsStagesBesideEachOther() {
        assertThat(Picture.draw(SHOP, 100))
                .isEqualTo(
                        """
                        ┌─ Source ────────────────┐   ┌─ Build ───────────────┐   ┌─ Deploy ────────┐
                        │ Source                  │ → │ Image                 │ → │ Deploy          │
                        │   CodeCommit shop@trunk │   │   CodeBuild shop      │   │   ECS main/shop │
                        └─────────────────────────┘   │ Test                  │   └─────────────────┘
                                                      │   CodeBuild shop-test │
                                                      │   ↓                   │
                                                      │ Approve               │
                                                      │   Manual              │
                                                      └───────────────────────┘
                        """);
    }

    @Test
    void wrapsToTheWidth() {
        assertThat(Picture.draw(SHOP, 50))
                .isEqualTo(
                        """
                        ┌─ Source ────────────────┐
                        │ Source                  │
                        │   CodeCommit shop@trunk │
                        └─────────────────────────┘
                           ┌─ Build ───────────────┐   ┌─ Deploy ────────┐
                         → │ Image                 │ → │ Deploy          │
                           │   CodeBuild shop      │   │   ECS main/shop │
                           │ Test                  │   └─────────────────┘
                           │   CodeBuild shop-test │
                           │   ↓                   │
                           │ Approve               │
                           │   Manual              │
                           └───────────────────────┘
                        """);
    }

    @Test
    void cutsWhatIsWiderThanTheWidth() {
        var narrow = Picture.draw(SHOP, 24);
        assertThat(narrow.lines()).allMatch(line -> line.length() <= 24);
        assertThat(narrow.lines().limit(4))
                .containsExactly(
                        "┌─ Source ───────┐", "│ Source         │", "│   CodeCommit … │", "└────────────────┘");
    }

    @Test
    void refusesAWidthThatNothingFits() {
        assertThatThrownBy(() -> Picture.draw(SHOP, 19)).hasMessage("width is 19, expected at least 20 columns");
    }

    @Test
    void drawsTheTable() {
        assertThat(Table.draw(List.of(SHOP)))
                .isEqualTo(
                        """
                        SERVICE  PIPELINE  SOURCE      IMAGE                                              ECS SERVICE  URL
                        shop     shop-dev  shop@trunk  000000000000.dkr.ecr.us-east-1.amazonaws.com/shop  main/shop    http://127.0.0.1:8081/
                        """);
    }

    @Test
    void saysBelowTheTableWhichServicesHadToTakeAnotherPort() {
        assertThat(Table.draw(List.of(
                        shop(Optional.empty()),
                        shop(Optional.of(new ServiceAddress(URI.create("http://127.0.0.1:40123/"), 8081))))))
                .isEqualTo(
                        """
                        SERVICE  PIPELINE  SOURCE      IMAGE  ECS SERVICE  URL
                        shop     shop-dev  shop@trunk  -      main/shop    -
                        shop     shop-dev  shop@trunk  -      main/shop    http://127.0.0.1:40123/
                        main/shop answers at http://127.0.0.1:40123/: its own port 8081 was not free
                        """);
    }

    private static PipelineView shop(Optional<ServiceAddress> address) {
        return new PipelineView("shop", "shop-dev", "shop@trunk", "-", "main/shop", address, List.of());
    }
}
