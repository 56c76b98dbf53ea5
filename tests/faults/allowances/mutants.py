"""Rules of allowances and sync, each broken in one place: the simulator must notice every one, or it proves nothing."""

from dataclasses import dataclass

from tests.faults.allowances import broken_clouds as clouds
from tests.faults.allowances import broken_computers as computers
from tests.faults.allowances.cloud import Cloud
from tests.faults.allowances.device import Computer


@dataclass(frozen=True)
class Mutant:
    """A cloud or a computer that breaks a rule."""

    cloud: type[Cloud] = Cloud
    computer: type[Computer] = Computer


MUTANTS: dict[str, Mutant] = {
    "time reclaims allowance": Mutant(cloud=clouds.TimeReclaims),
    "no anchor": Mutant(computer=computers.NoAnchor),
    "recovery from the database": Mutant(computer=computers.RecoversFromTheDatabase),
    "forgetting gives back": Mutant(cloud=clouds.ForgettingGivesBack),
    "recovery without anchor gives back": Mutant(cloud=clouds.RecoveryWithoutAnchorGivesBack),
    "returns are credited before they are debited": Mutant(computer=computers.ReturnsAreCreditedAtOnce),
    "no dedupe": Mutant(cloud=clouds.NoDedupe),
    "no chain check": Mutant(cloud=clouds.NoChainCheck, computer=computers.Deaf),
    "gaps are skipped": Mutant(cloud=clouds.GapsAreSkipped),
    "a token opens twice": Mutant(computer=computers.TokensOpenTwice),
    "openings are spent at once": Mutant(computer=computers.SpendsBeforeTheOpeningIsAcknowledged),
    "openings look alike": Mutant(computer=computers.OpeningsLookAlike),
    "refunds twice on a computer": Mutant(computer=computers.RefundsTwiceHere),
    "refunds twice through the cloud": Mutant(cloud=clouds.RefundsTwiceInTheCloud),
    "allowances are not idempotent": Mutant(cloud=clouds.AllowancesAreNotIdempotent),
    "acknowledged before applied": Mutant(cloud=clouds.AcknowledgesBeforeItApplies),
    "the cursor before the page": Mutant(computer=computers.CursorBeforeThePage),
    "pages are taken twice": Mutant(computer=computers.PagesAreTakenTwice),
    "recoveries are repeated": Mutant(cloud=clouds.RecoveriesAreRepeated),
    "one new identity for all": Mutant(cloud=clouds.OneNewIdentityForAll),
    "any anchor settles": Mutant(cloud=clouds.AnyAnchorSettles),
    "claims are taken back": Mutant(computer=computers.ClaimsAreTakenBack),
    "the epoch is ignored": Mutant(computer=computers.EpochIsIgnored),
    "the pool opens at once": Mutant(cloud=clouds.PoolOpenAtOnce),
    "unopened is untouched after a restore": Mutant(cloud=clouds.UnopenedIsUntouchedAfterARestore),
    "any hello counts after a restore": Mutant(cloud=clouds.AnyHelloCounts),
    "cloud work goes on after a restore": Mutant(cloud=clouds.CloudHoldsOutliveARestore),
    "lost moves need the pool": Mutant(cloud=clouds.LostMovesNeedThePool),
    "lost moves are gifts": Mutant(cloud=clouds.LostMovesAreGifts),
    "what was pulled is kept": Mutant(computer=computers.KeepsWhatWasPulled),
    "what was announced is there": Mutant(cloud=clouds.HasWhatWasAnnounced),
    "the anchor after the answer": Mutant(computer=computers.AnchorAfterTheAnswer),
    "totals count unopened tokens": Mutant(cloud=clouds.TotalsCountUnopenedTokens),
}
