"""The supervisor's configuration survives awkward paths and values."""

from configparser import RawConfigParser
from pathlib import Path

from supervisor.options import ServerOptions

from deploy.local.supervisor import Program, render


def _options(file: Path) -> ServerOptions:
    options = ServerOptions()
    options.realize(args=["-c", str(file)])
    return options


def test_supervisor_reads_back_what_was_meant(tmp_path: Path) -> None:
    folder = tmp_path / "with space"
    (folder / "logs").mkdir(parents=True)
    command = ("/bin/echo", "100 %", "it's")
    settings = {"TERBIT_A": "a,b=c 50%", "TERBIT_B": "/x y/z"}
    program = Program("intake-api", "services", command, folder, environment=settings, stop_seconds=20)
    file = folder / "supervisord.conf"
    file.write_text(render([program], folder, tmp_path / "s.sock"))
    config = next(each for group in _options(file).process_group_configs for each in group.process_configs)
    assert config.environment == settings
    assert config.stopwaitsecs == 20
    assert config.autorestart
    assert config.command.endswith("""/bin/echo '100 %' 'it'"'"'s'""")


def test_servers_start_before_and_stop_after_services(tmp_path: Path) -> None:
    programs = [Program("postgres", "servers", ("true",), tmp_path), Program("x-api", "services", ("true",), tmp_path)]
    parser = RawConfigParser()
    parser.read_string(render(programs, tmp_path, tmp_path / "s.sock"))
    assert int(parser["group:servers"]["priority"]) < int(parser["group:services"]["priority"])
