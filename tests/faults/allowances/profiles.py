"""How often each thing happens, in worlds that are about different things."""

EVERYWHERE = {
    "hold": 13.0,
    "end": 14.0,
    "refund": 3.0,
    "give_back": 2.0,
    "sync": 40.0,
    "deliver": 40.0,
    "cloud_hold": 2.0,
    "cloud_end": 2.0,
    "cloud_refund": 1.0,
    "time": 1.0,
    "flap": 1.5,
    "pause": 0.5,
    "restart": 2.5,
    "copy": 2.0,
    "clock": 0.3,
    "evict": 3.0,
    "grant": 2.0,
}
"""How often each thing happens, beside the others."""
ACCIDENTS = {"rollback": 0.5, "wipe": 0.15, "lose_anchor": 0.1, "forget": 0.15, "newcomer": 0.15}
RESTORES = {
    "hold": 8.0,
    "end": 8.0,
    "sync": 50.0,
    "grant": 1.5,
    "flap": 0.3,
    "pause": 0.1,
    "backup": 3.0,
    "restore": 1.0,
    "rollback": 0.02,
    "newcomer": 0.02,
    "forget": 0.15,
}
PROFILES: tuple[dict[str, float], ...] = (
    EVERYWHERE | ACCIDENTS,
    EVERYWHERE | ACCIDENTS | {"rollback": 1.5},
    EVERYWHERE | RESTORES | {"give_back": 12.0, "cloud_hold": 0.2, "cloud_end": 0.2},
    EVERYWHERE | ACCIDENTS | {"clone": 0.8},
    EVERYWHERE | RESTORES | {"cloud_hold": 5.0, "cloud_end": 5.0, "backup": 6.0},
)
"""What a world is about: by its seed. The last has copied disks, where less can be promised."""


SWARM = (0.1, 0.4, 1.0, 1.0, 2.5, 5.0)
"""Each world does some things more often and some less: worlds that all do the average meet less (swarm testing)."""
