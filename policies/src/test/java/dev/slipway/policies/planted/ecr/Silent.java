package dev.slipway.policies.planted.ecr;

import dev.slipway.policies.model.ResourceRule;
import dev.slipway.policies.model.ResourceView;
import dev.slipway.policies.model.Rule;
import dev.slipway.policies.model.Settings;
import dev.slipway.policies.model.StackRule;
import dev.slipway.policies.model.StackView;
import dev.slipway.policies.model.Verdict;
import java.util.List;

/** Rules that find whatever the real ones of their names find, and keep silent where those say "compliant". */
public final class Silent {
    private static final String REPOSITORY = "aws:ecr/repository:Repository";

    private Silent() {}

    /** One that judges a resource by itself, one that judges it by the stack, and one that is asked of no resource that there is. */
    public static List<Rule> rules() {
        return List.of(new ImageTagsAreImmutable(), new ImagesExpire(), new ImagesAreEncryptedWithKms());
    }

    private static Verdict silent(Verdict verdict) {
        return verdict instanceof Verdict.Compliant ? Verdict.notApplicable("nothing to say") : verdict;
    }

    private static final class ImageTagsAreImmutable extends ResourceRule {
        private static final ResourceRule REAL = new dev.slipway.policies.rules.ecr.ImageTagsAreImmutable();

        ImageTagsAreImmutable() {
            super(REAL.about(), REPOSITORY);
        }

        @Override
        public Verdict check(ResourceView repository, Settings settings) {
            return silent(REAL.check(repository, settings));
        }
    }

    private static final class ImagesExpire extends StackRule {
        private static final StackRule REAL = new dev.slipway.policies.rules.ecr.ImagesExpire();

        ImagesExpire() {
            super(REAL.about(), REPOSITORY);
        }

        @Override
        public Verdict check(ResourceView repository, StackView stack, Settings settings) {
            return silent(REAL.check(repository, stack, settings));
        }
    }

    private static final class ImagesAreEncryptedWithKms extends ResourceRule {
        private static final ResourceRule REAL = new dev.slipway.policies.rules.ecr.ImagesAreEncryptedWithKms();

        ImagesAreEncryptedWithKms() {
            super(REAL.about(), "aws:ecr/repositorium:Repositorium");
        }

        @Override
        public Verdict check(ResourceView repository, Settings settings) {
            return REAL.check(repository, settings);
        }
    }
}
